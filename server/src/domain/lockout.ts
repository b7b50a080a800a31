import type { Lock } from '../../../shared/constants';
import type { LockoutPolicy } from '../../../shared/contracts/policy';

/** What the lockout stores about a user besides the lock itself. */
export type LockFacts = {
  lockedAt: Date | null;
  lockedReason: string | null;
  /** Tries taken and not given back. */
  failedTries: number;
  lastFailedAt: Date | null;
  /** Automatic locks since the last success. */
  autoLocks: number;
};

const MINUTE = 60_000;

/** Tries before this moment no longer count. */
export const startOfWindow = (policy: LockoutPolicy, now: Date) =>
  new Date(now.getTime() - policy.windowMinutes * MINUTE);

/** Failed tries as they count for the next one: none once a lock or the window has run out. */
export const triesThatCount = (
  user: Pick<LockFacts, 'failedTries' | 'lastFailedAt'> & { lock: Lock; lockedUntil: Date | null },
  policy: LockoutPolicy,
  now: Date,
): number => {
  if (user.lock === 'auto') return user.lockedUntil && user.lockedUntil <= now ? 0 : user.failedTries;
  return user.lastFailedAt && user.lastFailedAt < startOfWindow(policy, now) ? 0 : user.failedTries;
};

/** Whether one more try may be taken. A lock that has run out and an old count no longer prevent it. */
export const hasTriesLeft = (
  counter: Pick<LockFacts, 'failedTries' | 'lastFailedAt'> & { lock?: Lock },
  policy: LockoutPolicy,
  now: Date,
): boolean =>
  counter.failedTries < policy.maxFailedTries ||
  counter.lock === 'auto' ||
  counter.lastFailedAt === null ||
  counter.lastFailedAt < startOfWindow(policy, now);

/**
 * When the next automatic lock ends; null: when an admin lifts it. Each lock is longer than the one before,
 * up to a maximum. `neverForGood` is for the last usable super admin, whom nobody could let back in.
 */
export const nextLockEnd = (
  policy: LockoutPolicy,
  { autoLocks, neverForGood, now }: { autoLocks: number; neverForGood: boolean; now: Date },
): Date | null => {
  const isForGood = policy.permanentAfter > 0 && autoLocks + 1 >= policy.permanentAfter;
  if (isForGood && !neverForGood) return null;
  const minutes = Math.min(policy.lockMinutes * policy.multiplier ** autoLocks, policy.maxLockMinutes);
  return new Date(now.getTime() + minutes * MINUTE);
};

type Counted = { lock: 'auto' | null; lockedUntil: Date | null; lastFailedAt: Date | null };

/** When a user without tries left has one again; null for a lock without an end, and if unknown. */
export const nextTryAt = (
  { lock, lockedUntil, lastFailedAt }: Counted,
  policy: LockoutPolicy,
): Date | null => {
  if (lock === 'auto') return lockedUntil;
  return lastFailedAt && new Date(lastFailedAt.getTime() + policy.windowMinutes * MINUTE);
};
