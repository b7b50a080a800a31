import type { PasswordPolicy } from '../../../shared/contracts/policy';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Passwords set at or before this moment are too old; null if they may have any age. */
export const oldestPassword = ({ maxAgeDays }: Pick<PasswordPolicy, 'maxAgeDays'>, now: Date): Date | null =>
  maxAgeDays === 0 ? null : new Date(now.getTime() - maxAgeDays * DAY);

/** Whether a new password is due. One that was set before dates were recorded is as old as the user. */
export const isPasswordTooOld = (
  { passwordChangedAt, createdAt }: { passwordChangedAt: Date | null; createdAt: Date },
  policy: Pick<PasswordPolicy, 'maxAgeDays'>,
  now: Date,
): boolean => {
  const oldest = oldestPassword(policy, now);
  return oldest !== null && (passwordChangedAt ?? createdAt) <= oldest;
};

/** Temporary passwords given at or before this moment have expired; null if they never do. */
export const oldestTemporary = (
  { temporaryHours }: Pick<PasswordPolicy, 'temporaryHours'>,
  now: Date,
): Date | null => (temporaryHours === 0 ? null : new Date(now.getTime() - temporaryHours * HOUR));

/** When a password that somebody else has given expires; null if never, or if it is not temporary. */
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
