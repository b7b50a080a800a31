/** Browsers sometimes fail for reasons of their own; a run's summary names each test that was retried. */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
