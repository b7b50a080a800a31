import type { Knex } from 'knex';

import type {
  LockoutPolicy,
  MfaPolicy,
  PasswordPolicy,
  ThrottlePolicy,
} from '../../../../../shared/contracts/policy';
import { MFA_LOSSES } from '../../../../../shared/constants';
import { startOfTrust } from '../../../domain/device-trust';
import { enrolProofs } from '../../../domain/enrol-proofs';
import { startOfWindow } from '../../../domain/lockout';
import { oldestTemporary } from '../../../domain/password-age';
import { outsideTransaction, type Row } from '../../../platform/database';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

const MINUTE = 60_000;
const USERS = 'gatehouse_users';

const count = async (query: Knex.QueryBuilder) => {
  const [row] = (await query) as unknown as Row[];
  return Number(row?.total ?? 0);
};

/** How many a policy concerns at a moment. */
export const createPreviewStore = (strapi: Strapi) => {
  const from = outsideTransaction(strapi);
  return {
    lockedAt: (now: Date) =>
      count(
        from(USERS)
          .where({ lock: 'auto' })
          .where((q) => void q.whereNull('locked_until').orWhere('locked_until', '>', now))
          .count({ total: '*' }),
      ),

    /** Not locked, and yet refused until the window has passed. */
    withoutTries: (policy: LockoutPolicy, now: Date) =>
      count(
        from(USERS)
          .where('failed_tries', '>=', policy.maxFailedTries)
          .where('last_failed_at', '>=', startOfWindow(policy, now))
          .whereNot({ lock: 'auto' })
          .count({ total: '*' }),
      ),

    /** Whose next lock has no end. */
    nextLockedForGood: (policy: LockoutPolicy) =>
      policy.permanentAfter === 0
        ? Promise.resolve(0)
        : count(
            from(USERS)
              .where('auto_locks', '>=', policy.permanentAfter - 1)
              .count({ total: '*' }),
          ),

    /** Addresses that have failed as often in as long. */
    turnedAway: ({ maxFailuresPerAddress, windowMinutes }: ThrottlePolicy, now: Date) =>
      maxFailuresPerAddress === 0
        ? Promise.resolve(0)
        : getService(strapi, 'loginAttempts').countRefusedAddresses(
            new Date(now.getTime() - windowMinutes * MINUTE),
            maxFailuresPerAddress,
          ),

    withOldPasswords: (policy: PasswordPolicy, now: Date) =>
      getService(strapi, 'passwordPolicy').countTooOld(policy, now),

    /** Who was given one that is to be changed, and may no longer come in with it. */
    withEndedPasswords: (policy: PasswordPolicy, now: Date) => {
      const oldest = oldestTemporary(policy, now);
      return oldest === null
        ? Promise.resolve(0)
        : count(from(USERS).where('temporary_password_at', '<=', oldest).count({ total: '*' }));
    },

    /** Who would be asked to set one up. */
    withoutSecondFactor: ({ requirement }: MfaPolicy) =>
      getService(strapi, 'mfa').countWithout(requirement === 'required'),

    /** Who has a second factor, of kinds alone that are not in use. */
    withoutUsableFactor: ({ methods }: MfaPolicy) => getService(strapi, 'mfa').countWithNoneOf(methods),

    /** Who has lost their second factor, and is asked for more than the password to set up another one. */
    toShowMore(policy: MfaPolicy) {
      const hasMail = getService(strapi, 'mail').isThere();
      const losses = MFA_LOSSES.filter((loss) => enrolProofs(loss, policy, hasMail).length > 0);
      return count(from(USERS).whereIn('mfa_lost_to', losses).count({ total: '*' }));
    },

    withTrustedDevices: ({ trustedDeviceDays }: MfaPolicy, now: Date) =>
      count(
        from('gatehouse_devices')
          .where('trusted_at', '>', startOfTrust(trustedDeviceDays, now))
          .countDistinct({ total: 'user_id' }),
      ),

    withKnownDevices: () => count(from('gatehouse_devices').countDistinct({ total: 'user_id' })),
  };
};
export type PreviewStore = ReturnType<typeof createPreviewStore>;
