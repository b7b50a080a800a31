import type { PasswordPolicy } from '../../../shared/contracts/policy';

const DAY = 24 * 60 * 60 * 1000;

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
