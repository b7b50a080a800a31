import type { z } from 'zod';

import { MAX_LOGIN_NAME_LENGTH, REASON_MESSAGES } from '../../../../shared/constants';
import type { listLoginAttempts, LoginAttempt } from '../../../../shared/contracts/login-attempts';
import { printable } from '../../domain/printable';
import { clock } from '../../lib/clock';
import { paginate } from '../../lib/pagination';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';
import { type Attempt, createAttemptStore } from './store';

const MAX_USER_AGENT = 255;
const REPEAT_WINDOW_MS = 60_000;
const BATCH = 1_000;
/** Longer than a batch takes; a server that dies leaves the rest to another after it. */
const LEASE_MS = 60_000;

type NewAttempt = Omit<Attempt, 'createdAt'>;

export const loginAttemptsService = ({ strapi }: { strapi: Strapi }) => {
  const store = createAttemptStore(strapi);
  let waiting: Attempt[] = [];
  let writing: Promise<void> | null = null;

  /** What came while the last statement was under way goes into one statement together. */
  const writeWaiting = async () => {
    const attempts = waiting;
    waiting = [];
    await store.insertMany(attempts);
  };

  /**
   * Records one attempt; done when it is in the database. Any number at once cost one write at a time.
   * What a stranger typed is cut and freed of control characters before it reaches a record.
   */
  const record = async (attempt: NewAttempt) => {
    waiting.push({
      ...attempt,
      userName: printable(attempt.userName.slice(0, MAX_LOGIN_NAME_LENGTH)),
      userAgent: attempt.userAgent && printable(attempt.userAgent.slice(0, MAX_USER_AGENT)),
      createdAt: clock.now(),
    });
    // One that failed has told those who waited for it; the next starts afresh.
    await writing?.catch(() => undefined);
    if (waiting.length > 0) writing = writeWaiting();
    await writing;
  };

  return {
    record,

    /** For what asks again and again by itself, such as a key: repeats within a minute are counted, not repeated. */
    async recordRepeatable(attempt: NewAttempt) {
      const since = new Date(clock.now().getTime() - REPEAT_WINDOW_MS);
      if (!(await store.countRepeat(attempt, since))) await record(attempt);
    },

    /**
     * Deletes what is older, a batch at a time so that no lock is held for long. Where another server is at it, this
     * one leaves it to it.
     */
    async deleteBefore(before: Date): Promise<number> {
      const lease = getService(strapi, 'lease');
      let deleted = 0;
      while (await lease.hold('retention', LEASE_MS)) {
        const batch = await store.deleteSomeBefore(before, BATCH);
        deleted += batch;
        if (batch < BATCH) break;
      }
      await lease.release('retention');
      return deleted;
    },

    async list({ page, pageSize, filters }: z.output<typeof listLoginAttempts.query>) {
      const { total, totalIsCapped, attempts } = await store.list(
        { userId: filters.user?.$eq, outcomes: filters.outcome, reasons: filters.reason },
        { offset: (page - 1) * pageSize, limit: pageSize },
      );
      const names = await getService(strapi, 'users').userNames([
        ...new Set(attempts.flatMap(({ userId }) => userId ?? [])),
      ]);
      const data = attempts.map(({ userId, ...attempt }): LoginAttempt => {
        const userName = userId === null ? undefined : names.get(userId);
        return {
          ...attempt,
          user: userId === null || userName === undefined ? null : { id: userId, userName },
          message: REASON_MESSAGES[attempt.reason],
        };
      });
      return { data, meta: paginate({ page, pageSize, total, totalIsCapped }) };
    },
  };
};

declare module '../../lib/services' {
  interface Services {
    loginAttempts: ReturnType<typeof loginAttemptsService>;
  }
}
