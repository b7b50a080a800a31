import type { PasswordPolicy } from '../../../shared/contracts/policy';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Passwords set at this moment or before are too old; null where they may have any age. */
export const oldestPassword = ({ maxAgeDays }: Pick<PasswordPolicy, 'maxAgeDays'>, now: Date): Date | null =>
  maxAgeDays === 0 ? null : new Date(now.getTime() - maxAgeDays * DAY);

/** Whether a new password is due. One that was set before anybody wrote down when is as old as the user. */
export const isPasswordTooOld = (
  { passwordChangedAt, createdAt }: { passwordChangedAt: Date | null; createdAt: Date },
  policy: Pick<PasswordPolicy, 'maxAgeDays'>,
  now: Date,
): boolean => {
  const oldest = oldestPassword(policy, now);
  return oldest !== null && (passwordChangedAt ?? createdAt) <= oldest;
};

/** Temporary passwords given at this moment or before have ended; null where they have no end. */
export const oldestTemporary = (
  { temporaryHours }: Pick<PasswordPolicy, 'temporaryHours'>,
  now: Date,
): Date | null => (temporaryHours === 0 ? null : new Date(now.getTime() - temporaryHours * HOUR));

/** When a password that somebody else has given ends; null where it has no end, or is none. */
export const endOfTemporaryPassword = (
  { temporaryPasswordAt }: { temporaryPasswordAt: Date | null },
  { temporaryHours }: Pick<PasswordPolicy, 'temporaryHours'>,
): Date | null =>
  temporaryPasswordAt === null || temporaryHours === 0
    ? null
    : new Date(temporaryPasswordAt.getTime() + temporaryHours * HOUR);

export const isTemporaryPasswordOver = (
  user: { temporaryPasswordAt: Date | null },
  policy: Pick<PasswordPolicy, 'temporaryHours'>,
  now: Date,
): boolean => {
  const end = endOfTemporaryPassword(user, policy);
  return end !== null && end <= now;
};
