import { availableParallelism } from 'node:os';

import { compare, hash } from '@node-rs/bcrypt';
import fastq from 'fastq';

import { MAX_TYPED_PASSWORD } from '../../../shared/constants';
import { isReadWhole, normalizePassword } from '../../../shared/password-criteria';
import { perStrapi } from './per-strapi';

/** What Strapi's own hashes cost (admin/server/src/services/auth.ts). */
const COST = 10;

type Job = () => Promise<unknown>;

type Compared = {
  /** Whether the hash may be older than Gatehouse, when Strapi had passwords that bcrypt does not read to their end. */
  isOld?: boolean;
};

/**
 * The forms of a typed password that a hash may be of: its NFC, of which all new hashes are, and where it was typed
 * otherwise that as well, as Strapi hashed whatever was typed before Gatehouse came. None of what is longer than any
 * password.
 */
const formsOf = (typed: string) =>
  typed.length > MAX_TYPED_PASSWORD ? [] : [...new Set([normalizePassword(typed), typed])];

/**
 * Makes and compares password hashes in the thread pool, in the order they come, and leaves a core to everybody
 * else's requests. The hashes are the ones Strapi makes.
 */
const createPasswords = () => {
  const queue = fastq.promise((job: Job) => job(), Math.max(1, availableParallelism() - 1));
  /** Milliseconds the latest comparison took once it was its turn. */
  let comparisonMs = 0;
  const timedCompare = async (password: string, passwordHash: string) => {
    const started = performance.now();
    const isRight = await compare(password, passwordHash);
    comparisonMs = performance.now() - started;
    return isRight;
  };
  const compareForms = async (typed: string, passwordHash: string, { isOld = false }: Compared) => {
    for (const form of formsOf(typed))
      // What bcrypt does not read whole would be right with any end. It is compared all the same, for its time.
      if ((await timedCompare(form, passwordHash)) && (isOld || isReadWhole(form))) return true;
    return false;
  };
  return {
    compare: (typed: string, passwordHash: string, compared: Compared = {}) =>
      queue.push(() => compareForms(typed, passwordHash, compared)) as Promise<boolean>,
    hash: (typed: string) =>
      queue.push(() => hash(normalizePassword(typed), { cost: COST })) as Promise<string>,
    /**
     * Waits as long as a comparison of what was typed would wait for its turn, and then as long as it would take: else
     * the one that passes a multiple of the floor by its comparison would tell that there was one. A timer, not work.
     */
    waitAsForComparison: async (typed: string) => {
      await queue.push(async () => undefined);
      await new Promise((resolve) => {
        setTimeout(resolve, comparisonMs * formsOf(typed).length);
      });
    },
  };
};
export const passwordsOf = perStrapi(createPasswords);
