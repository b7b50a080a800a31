/** How many users or addresses a policy affects at a given time. */

import { MFA_LOSSES } from '../../../../../shared/constants';
import {
  type LockoutPolicy,
  MAX_LOG_ENTRIES_COUNTED,
  type MfaPolicy,
  type PasswordPolicy,
  type Policy,
  type ThrottlePolicy,
} from '../../../../../shared/contracts/policy';
import { startOfTrust } from '../../../domain/device-trust';
import { enrolProofs } from '../../../domain/enrol-proofs';
import { startOfWindow } from '../../../domain/lockout';
import { oldestTemporary } from '../../../domain/password-age';
import { countDistinct, countRows, outsideTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import { countLogBefore } from '../../activity/log/store';
import { countRefusedAddresses } from '../../activity/login-attempts/summary';
import { isMailThere } from '../../activity/mail/record';
import { countUsersWithoutMfa } from '../../sign-in/mfa/record';
import { countWithNoFactorOf } from '../../sign-in/mfa/store';
import { USERS } from '../../people/users/schema';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const devicesOf = (strapi: Strapi) => outsideTransaction(strapi)('gatehouse_devices');

export const lockedAt = (strapi: Strapi, now: Date) =>
  countRows(
    outsideTransaction(strapi)(USERS)
      .where({ lock: 'auto' })
      .where((q) => void q.whereNull('locked_until').orWhere('locked_until', '>', now)),
  );

/** Users who aren't locked, but have no attempts left until the window has passed. */
export const withoutTries = (strapi: Strapi, policy: LockoutPolicy, now: Date) =>
  countRows(
    outsideTransaction(strapi)(USERS)
      .where('failed_tries', '>=', policy.maxFailedTries)
      .where('last_failed_at', '>=', startOfWindow(policy, now))
      .whereNot({ lock: 'auto' }),
  );

/** Users whose next automatic lock has no end. */
export const nextLockedForGood = (strapi: Strapi, policy: LockoutPolicy) =>
  policy.permanentAfter === 0
    ? Promise.resolve(0)
    : countRows(outsideTransaction(strapi)(USERS).where('auto_locks', '>=', policy.permanentAfter - 1));

/** Addresses that have reached the policy's number of failures within its window. */
export const turnedAway = (
  strapi: Strapi,
  { maxFailuresPerAddress, windowMinutes }: ThrottlePolicy,
  now: Date,
) =>
  maxFailuresPerAddress === 0
    ? Promise.resolve(0)
    : countRefusedAddresses(strapi, new Date(now.getTime() - windowMinutes * MINUTE), maxFailuresPerAddress);

/** Users whose temporary password has expired. */
export const withEndedPasswords = (strapi: Strapi, policy: PasswordPolicy, now: Date) => {
  const oldest = oldestTemporary(policy, now);
  return oldest === null
    ? Promise.resolve(0)
    : countRows(outsideTransaction(strapi)(USERS).where('temporary_password_at', '<=', oldest));
};

/** Users who would have to set up a second factor. */
export const withoutSecondFactor = (strapi: Strapi, { requirement }: MfaPolicy) =>
  countUsersWithoutMfa(strapi, requirement === 'required');

/** Users whose second factors are all of kinds that the policy doesn't allow. */
export const withoutUsableFactor = (strapi: Strapi, { methods }: MfaPolicy) =>
  countWithNoFactorOf(strapi, methods);

/** Users who lost their second factor and need more than the password to set up another. */
export const toShowMore = (strapi: Strapi, policy: MfaPolicy) => {
  const hasMail = isMailThere(strapi);
  const losses = MFA_LOSSES.filter((loss) => enrolProofs(loss, policy, hasMail).length > 0);
  return countRows(outsideTransaction(strapi)(USERS).whereIn('mfa_lost_to', losses));
};

/** Panel users without a second factor of whom none is ever required. */
export const exemptFromMfa = (strapi: Strapi) =>
  countRows(
    outsideTransaction(strapi)(USERS).where({
      mfa_enabled: false,
      type: 'panel',
      mfa_requirement: 'not-enforced',
    }),
  );

export const apiOnlyUsers = (strapi: Strapi) =>
  countRows(outsideTransaction(strapi)(USERS).where({ type: 'api-only' }));

/** Log entries that the next hourly run deletes. */
export const logEntriesTooOld = (strapi: Strapi, { retentionDays }: Policy['log'], now: Date) =>
  countLogBefore(strapi, new Date(now.getTime() - retentionDays * DAY), MAX_LOG_ENTRIES_COUNTED);

export const withTrustedDevices = (strapi: Strapi, { trustedDeviceDays }: MfaPolicy, now: Date) =>
  countDistinct(devicesOf(strapi).where('trusted_at', '>', startOfTrust(trustedDeviceDays, now)), 'user_id');

export const withKnownDevices = (strapi: Strapi) => countDistinct(devicesOf(strapi), 'user_id');
