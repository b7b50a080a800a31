import type { User } from '../../../../../shared/contracts/users';
import type { TextId } from '../../../translations/use-translation';

/** What the status means and what can be done, as a text with its values. Dates are not formatted yet. */
export type StatusText = {
  id: TextId;
  values?: { until?: string | null; reason?: string | null; tries?: number };
};

/** Whether a password set by an admin has expired unused. */
export const isPasswordOver = ({ temporaryPasswordUntil }: User) =>
  temporaryPasswordUntil !== null && new Date(temporaryPasswordUntil).getTime() <= Date.now();

export const statusText = (user: User): StatusText => {
  const { status, lockedUntil, lockedAt, lockedReason, suspendedUntil, failedTries, validFrom, validTo } =
    user;
  const { temporaryPasswordUntil } = user;
  switch (status) {
    case 'auto-locked':
      return lockedUntil
        ? { id: 'status.auto-locked.until', values: { until: lockedUntil, tries: failedTries } }
        : { id: 'status.auto-locked.for-good', values: { tries: failedTries } };
    case 'locked-by-admin':
      return lockedReason
        ? { id: 'status.locked-by-admin.because', values: { until: lockedAt, reason: lockedReason } }
        : { id: 'status.locked-by-admin.text', values: { until: lockedAt } };
    case 'suspended':
      return suspendedUntil
        ? { id: 'status.suspended.until', values: { until: suspendedUntil } }
        : { id: 'status.suspended.text' };
    case 'not-yet-valid':
      return { id: 'status.not-yet-valid.text', values: { until: validFrom } };
    case 'expired':
      return { id: 'status.expired.text', values: { until: validTo } };
    case 'awaiting-new-password':
      return temporaryPasswordUntil
        ? {
            id: isPasswordOver(user)
              ? 'status.awaiting-new-password.over'
              : 'status.awaiting-new-password.until',
            values: { until: temporaryPasswordUntil },
          }
        : { id: 'status.awaiting-new-password.text' };
    case 'active':
      return user.type === 'api-only' ? { id: 'status.active.api-only' } : { id: 'status.active.text' };
    default:
      return { id: `status.${status}.text` };
  }
};
