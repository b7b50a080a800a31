/** Hashing and starting a server take their time, the more so on a busy machine. */
const aTestMayTake = 60_000;

jest.setTimeout(aTestMayTake);
