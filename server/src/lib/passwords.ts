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
  return {
    compare: (password: string, passwordHash: string) =>
      queue.push(() => compare(password, passwordHash)) as Promise<boolean>,
    hash: (password: string) => queue.push(() => hash(password, { cost: COST })) as Promise<string>,
    /** Waits as long as a comparison that comes now would wait for its turn, and costs nothing. */
    waitForTurn: () => queue.push(async () => undefined) as Promise<void>,
  };
};
export type Passwords = ReturnType<typeof createPasswords>;
