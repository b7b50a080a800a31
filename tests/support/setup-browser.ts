/** A browser alone may be in its own way; the summary of a run names each test that needed its second try. */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
