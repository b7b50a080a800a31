/** Hashing and starting a server take time, more so on a busy machine. */
const aTestMayTake = 60_000;

jest.setTimeout(aTestMayTake);
