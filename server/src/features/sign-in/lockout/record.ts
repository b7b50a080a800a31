import type { LockoutPolicy } from '../../../../../shared/contracts/policy';
import { nextLockEnd, nextTryAt, startOfWindow } from '../../../domain/lockout';
import type { Strapi } from '../../../platform/strapi';
import { noticeLocked } from '../../activity/notices/record';
import { findUser } from '../../people/users/store';
import { isLastUsableSuperAdmin } from '../../people/users/super-admins';
import * as store from './store';

/** Whose attempts are used up: the user's, or those of a browser the user has signed in from before. */
export type Pool = { userId: number; deviceId: number | null };

const AUTO_LOCK_REASON = 'Too many failed tries';

const lockIfExhausted = async (strapi: Strapi, userId: number, policy: LockoutPolicy, now: Date) => {
  // Read after an attempt was taken: of parallel ones, whoever took the last finds none left.
  const user = await findUser(strapi, userId);
  if (user?.lock !== 'none' || user.failedTries < policy.maxFailedTries) return false;
  const { autoLocks } = user;
  const neverForGood = await isLastUsableSuperAdmin(strapi, user);
  const until = nextLockEnd(policy, { autoLocks, neverForGood, now });
  const hasLocked = await store.lockIfExhausted(strapi, {
    userId,
    limit: policy.maxFailedTries,
    locks: autoLocks,
    reason: AUTO_LOCK_REASON,
    until,
    now,
  });
  if (hasLocked) noticeLocked(strapi, [userId], { isAutomatic: true, until });
  return hasLocked;
};

/** Takes an attempt before the password is compared; false: none is left. */
export const takePasswordTry = (
  strapi: Strapi,
  { userId, deviceId }: Pool,
  policy: LockoutPolicy,
  now: Date,
) => {
  const limits = { limit: policy.maxFailedTries, since: startOfWindow(policy, now), now };
  return deviceId === null
    ? store.takeTry(strapi, { userId, ...limits })
    : store.takeDeviceTry(strapi, { deviceId, ...limits });
};

/** Seconds until the next attempt is possible; undefined if that isn't known. */
export const secondsUntilTry = async (
  strapi: Strapi,
  pool: Pool,
  policy: LockoutPolicy,
  now: Date,
): Promise<number | undefined> => {
  const until = nextTryAt(await store.countedOf(strapi, pool), policy);
  return until ? (until.getTime() - now.getTime()) / 1000 : undefined;
};

/** After a wrong password: locks the user if no attempt is left. Returns whether it locked. */
export const countFailedTry = async (
  strapi: Strapi,
  { userId, deviceId }: Pool,
  policy: LockoutPolicy,
  now: Date,
) => {
  if (deviceId !== null) {
    const limit = policy.maxFailedTries;
    // Counted for the user too, so that it shows there and gives strangers no extra attempts.
    await store.takeTry(strapi, { userId, limit, since: startOfWindow(policy, now), now });
    await store.forgetIfExhausted(strapi, deviceId, limit);
  }
  return lockIfExhausted(strapi, userId, policy, now);
};

/**
 * After the right password: gives the user's attempts back, and `noteDeviceUse` the device's. False: the user
 * was shut out meanwhile.
 */
export const recordRightTry = (strapi: Strapi, { userId, deviceId }: Pool, now: Date) =>
  store.recordSuccess(strapi, { userId, keepsLock: deviceId !== null, now });
