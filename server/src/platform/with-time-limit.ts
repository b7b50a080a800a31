import { setTimeout as sleep } from 'node:timers/promises';

/** The result of the work, or `otherwise` if it takes longer than `ms`; the work itself goes on. */
export const withTimeLimit = async <T, U>(
  ms: number,
  work: Promise<T>,
  otherwise: () => U,
): Promise<T | U> => {
  const timer = new AbortController();
  try {
    return await Promise.race([work, sleep(ms, undefined, { signal: timer.signal }).then(otherwise)]);
  } finally {
    timer.abort();
  }
};
