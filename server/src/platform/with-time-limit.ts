import { setTimeout as sleep } from 'node:timers/promises';

/** What the work comes to, or the other thing where that takes longer; the work goes on all the same. */
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
