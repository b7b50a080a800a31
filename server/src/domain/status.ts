import type { Credential, Lifecycle, Lock, UserType } from '../../../shared/constants';
import type { Status } from '../../../shared/users/statuses';
import { type Condition, holds } from './condition';

/** The stored facts a status is derived from. They are independent of each other. */
export type StatusFacts = {
  lifecycle: Lifecycle;
  /** Null while suspended: until somebody enables the user. */
  suspendedUntil: Date | null;
  lock: Lock;
  /** Null while locked: until somebody unlocks the user. */
  lockedUntil: Date | null;
  credential: Credential;
  validFrom: Date | null;
  validTo: Date | null;
};
type Fact = keyof StatusFacts;

/** In force: no end, or an end that is still to come. */
const untilAfterNow = (field: Fact): Condition<Fact> => ({
  any: [
    { field, empty: true },
    { field, after: 'now' },
  ],
});

export const isSuspended: Condition<Fact> = {
  all: [{ field: 'lifecycle', is: 'suspended' }, untilAfterNow('suspendedUntil')],
};
export const isAutoLocked: Condition<Fact> = {
  all: [{ field: 'lock', is: 'auto' }, untilAfterNow('lockedUntil')],
};
export const isAdminLocked: Condition<Fact> = { field: 'lock', is: 'admin' };
export const isAccessLocked: Condition<Fact> = { any: [isAdminLocked, isAutoLocked] };

/**
 * Every status but `active`, most telling first: people see the first whose condition is met, and `active` if
 * none is. The list's filter is made from the same table.
 */
export const STATUS_PRECEDENCE: readonly { status: Exclude<Status, 'active'>; when: Condition<Fact> }[] = [
  { status: 'disabled', when: { field: 'lifecycle', is: 'disabled' } },
  { status: 'suspended', when: isSuspended },
  { status: 'locked-by-admin', when: isAdminLocked },
  { status: 'auto-locked', when: isAutoLocked },
  { status: 'expired', when: { field: 'validTo', before: 'now' } },
  { status: 'not-yet-valid', when: { field: 'validFrom', after: 'now' } },
  { status: 'provisioned', when: { field: 'lifecycle', is: 'provisioned' } },
  {
    status: 'awaiting-new-password',
    when: {
      any: [
        { field: 'credential', is: 'must-change' },
        { field: 'credential', is: 'expired' },
      ],
    },
  },
  { status: 'recovery', when: { field: 'credential', is: 'reset-requested' } },
];

/** The status that people see at that moment. */
export const statusOf = (user: StatusFacts, now: Date): Status =>
  STATUS_PRECEDENCE.find(({ when }) => holds(when, user, now))?.status ?? 'active';

type AccessFacts = Pick<StatusFacts, 'lifecycle' | 'suspendedUntil' | 'lock'>;

/** Whether nobody keeps the user out. Automatic locks, dates and addresses are left to other rules. */
export const hasAccess = (user: AccessFacts, now: Date): boolean => {
  if (user.lock === 'admin') return false;
  const hasReturned =
    user.lifecycle === 'suspended' && user.suspendedUntil !== null && user.suspendedUntil <= now;
  return user.lifecycle === 'active' || hasReturned;
};

/**
 * Whether Strapi's own record of the user should be active, which keeps users out even with the plugin
 * switched off. An API-only user's never is: Strapi knows no users who exist only for keys, so their panel
 * keys would edit their own user, and a mailed link would turn them into panel users.
 */
export const isNativeActive = (user: AccessFacts & { type: UserType }, now: Date): boolean =>
  user.type !== 'api-only' && hasAccess(user, now);
