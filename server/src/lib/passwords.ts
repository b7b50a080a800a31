import { availableParallelism } from 'node:os';

import { compare, hash } from '@node-rs/bcrypt';
import fastq from 'fastq';

/** What Strapi's own hashes cost (admin/server/src/services/auth.ts). */
const COST = 10;

type Job = () => Promise<unknown>;

/**
 * Makes and compares password hashes in the thread pool, in the order they come, and leaves a core to everybody
 * else's requests. The hashes are the ones Strapi makes.
 */
export const createPasswords = () => {
  const queue = fastq.promise((job: Job) => job(), Math.max(1, availableParallelism() - 1));
  /** Milliseconds the latest comparison took once it was its turn. */
  let comparisonMs = 0;
  const timedCompare = async (password: string, passwordHash: string) => {
    const started = performance.now();
    const isRight = await compare(password, passwordHash);
    comparisonMs = performance.now() - started;
    return isRight;
  };
  return {
    compare: (password: string, passwordHash: string) =>
      queue.push(() => timedCompare(password, passwordHash)) as Promise<boolean>,
    hash: (password: string) => queue.push(() => hash(password, { cost: COST })) as Promise<string>,
    /**
     * Waits as long as a comparison that comes now would wait for its turn, and then as long as it would take: else
     * the one that passes a multiple of the floor by its comparison would tell that there was one. A timer, not work.
     */
    waitAsForComparison: async () => {
      await queue.push(async () => undefined);
      await new Promise((resolve) => {
        setTimeout(resolve, comparisonMs);
      });
    },
  };
};
export type Passwords = ReturnType<typeof createPasswords>;
