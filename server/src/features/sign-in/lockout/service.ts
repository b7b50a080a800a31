import type { LockoutPolicy } from '../../../../../shared/contracts/policy';
import { nextLockEnd, nextTryAt, startOfWindow } from '../../../domain/lockout';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createLockoutStore } from './store';

/** Whose tries are used: the user's, or those of a browser the user has signed in from before. */
export type Pool = { userId: number; deviceId: number | null };

const AUTO_LOCK_REASON = 'Too many failed tries';

export const lockoutService = ({ strapi }: { strapi: Strapi }) => {
  const store = createLockoutStore(strapi);

  const lockIfExhausted = async (userId: number, policy: LockoutPolicy, now: Date) => {
    const locks = await store.countLocks(userId);
    const neverForGood = await getService(strapi, 'users').isLastUsableSuperAdmin(userId);
    const until = nextLockEnd(policy, { autoLocks: locks, neverForGood, now });
    const hasLocked = await store.lockIfExhausted({
      userId,
      limit: policy.maxFailedTries,
      locks,
      reason: AUTO_LOCK_REASON,
      until,
      now,
    });
    if (hasLocked) getService(strapi, 'notices').locked([userId], { isAutomatic: true, until });
    return hasLocked;
  };

  return {
    /** Takes a try before the password is compared; false: there is none left. */
    takeTry({ userId, deviceId }: Pool, policy: LockoutPolicy, now: Date) {
      const limits = { limit: policy.maxFailedTries, since: startOfWindow(policy, now), now };
      return deviceId === null
        ? store.takeTry({ userId, ...limits })
        : store.takeDeviceTry({ deviceId, ...limits });
    },

    /** Until there is a try again, where there is none; undefined where nobody can tell. */
    async secondsUntilTry(pool: Pool, policy: LockoutPolicy, now: Date): Promise<number | undefined> {
      const until = nextTryAt(await store.countedOf(pool), policy);
      return until ? (until.getTime() - now.getTime()) / 1000 : undefined;
    },

    /** A taken try was wrong: locks the user where it was the last. Answers whether it locked. */
    async fail({ userId, deviceId }: Pool, policy: LockoutPolicy, now: Date) {
      if (deviceId !== null) {
        const limit = policy.maxFailedTries;
        // Counted for the user too, so that it shows and strangers get no more for it.
        await store.takeTry({ userId, limit, since: startOfWindow(policy, now), now });
        await store.forgetIfExhausted(deviceId, limit);
      }
      return lockIfExhausted(userId, policy, now);
    },

    /** The password was right and something else is against the user: that was no guess. */
    giveBack: (pool: Pool) => store.giveTryBack(pool),

    /** Of a sign-in that took no try. */
    noteSignIn: (userId: number, now: Date) => store.noteSignIn(userId, now),

    /** A taken try was right: gives the tries back. False: the user was shut out meanwhile. */
    async succeed({ userId, deviceId }: Pool, now: Date) {
      const recorded = await store.recordSuccess({ userId, keepsLock: deviceId !== null, now });
      if (recorded && deviceId !== null) await store.giveDeviceTriesBack(deviceId, now);
      return recorded;
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    lockout: ReturnType<typeof lockoutService>;
  }
}
