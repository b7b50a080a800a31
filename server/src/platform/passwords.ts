import { availableParallelism } from 'node:os';

import { compare, hash } from '@node-rs/bcrypt';
import fastq from 'fastq';

import { MAX_TYPED_PASSWORD } from '../../../shared/constants';
import { isReadWhole, normalizePassword } from '../../../shared/password-criteria';
import { perStrapi } from './per-strapi';

/** The cost of Strapi's own hashes (admin/server/src/services/auth.ts). */
const COST = 10;

type Job = () => Promise<unknown>;

type Compared = {
  /** Whether the hash may predate Gatehouse, when Strapi took passwords that bcrypt does not read whole. */
  isOld?: boolean;
};

/**
 * The forms of a typed password that may have been hashed: its NFC, as in all new hashes, and the text as
 * typed, if it differs, as Strapi hashed it before Gatehouse. None of a text longer than any password.
 */
const formsOf = (typed: string) =>
  typed.length > MAX_TYPED_PASSWORD ? [] : [...new Set([normalizePassword(typed), typed])];

/**
 * Makes and compares password hashes in the thread pool, in order of arrival, leaving one core to all other
 * requests. The hashes are the same as Strapi's.
 */
const createPasswords = () => {
  const queue = fastq.promise((job: Job) => job(), Math.max(1, availableParallelism() - 1));
  /** Milliseconds the latest comparison took, without its wait in the queue. */
  let comparisonMs = 0;
  const timedCompare = async (password: string, passwordHash: string) => {
    const started = performance.now();
    const isRight = await compare(password, passwordHash);
    comparisonMs = performance.now() - started;
    return isRight;
  };
  const compareForms = async (typed: string, passwordHash: string, { isOld = false }: Compared) => {
    for (const form of formsOf(typed))
      // If bcrypt doesn't read it whole, any ending would match. Compared all the same, for the timing.
      if ((await timedCompare(form, passwordHash)) && (isOld || isReadWhole(form))) return true;
    return false;
  };
  return {
    compare: (typed: string, passwordHash: string, compared: Compared = {}) =>
      queue.push(() => compareForms(typed, passwordHash, compared)) as Promise<boolean>,
    hash: (typed: string) =>
      queue.push(() => hash(normalizePassword(typed), { cost: COST })) as Promise<string>,
    /**
     * Waits as long as comparing the typed text would take, in the queue and after it: else a comparison that
     * pushes a refusal past a multiple of the floor would show. A timer, not work.
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
