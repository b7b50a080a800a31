// What the global setup has started for this worker alone; servers that its tests start inherit it.
const workers = JSON.parse(process.env.GATEHOUSE_TEST_WORKERS ?? '[]') as Record<string, string>[];
Object.assign(process.env, workers[Number(process.env.JEST_WORKER_ID) - 1]);

/** Hashing and starting a server take their time, the more so on a busy machine. */
const aTestMayTake = 60_000;

jest.setTimeout(aTestMayTake);
