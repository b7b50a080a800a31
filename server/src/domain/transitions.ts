import type { LockFacts } from './lockout';
import type { StatusFacts } from './status';

export type TransitionFacts = StatusFacts & LockFacts;

/** What an admin may do to the state of a user. */
export type Transition =
  | { action: 'lock'; reason: string | null }
  | { action: 'unlock' }
  | { action: 'allow-access' }
  | { action: 'suspend'; until: Date | null }
  | { action: 'enable' }
  | { action: 'disable' }
  | { action: 'reset-tries' }
  | { action: 'set-password' };

type Refusal = { refused: string };

/** No lock, and all tries back. */
export const UNLOCKED = {
  lock: 'none',
  lockedAt: null,
  lockedReason: null,
  lockedUntil: null,
  failedTries: 0,
  lastFailedAt: null,
  autoLocks: 0,
} as const satisfies LockFacts & Pick<StatusFacts, 'lock' | 'lockedUntil'>;

const granted = (user: TransitionFacts) =>
  user.lifecycle === 'provisioned' ? { lifecycle: 'active' as const } : {};

/**
 * The facts an action changes, or why it can't be done in this state. A disabled user comes back only by
 * `enable`; a user who was never granted access gets it only by `allow-access`, `enable` or a password.
 */
export const transition = (
  user: TransitionFacts,
  step: Transition,
  now: Date,
): { changes: Partial<TransitionFacts> } | Refusal => {
  switch (step.action) {
    case 'lock':
      return { changes: { lock: 'admin', lockedAt: now, lockedReason: step.reason, lockedUntil: null } };
    case 'unlock':
      return { changes: UNLOCKED };
    case 'allow-access':
      return { changes: { ...UNLOCKED, ...granted(user) } };
    case 'suspend':
      if (user.lifecycle === 'disabled') return { refused: 'A disabled user cannot be suspended' };
      // The end of a suspension lets the user in, which nobody has granted yet.
      if (user.lifecycle === 'provisioned' && step.until)
        return { refused: 'A user without access cannot be suspended until a date' };
      if (step.until && step.until <= now)
        return { refused: 'The end of a suspension must be in the future' };
      return { changes: { lifecycle: 'suspended', suspendedUntil: step.until } };
    case 'enable':
      return { changes: { lifecycle: 'active', suspendedUntil: null } };
    case 'disable':
      return { changes: { lifecycle: 'disabled', suspendedUntil: null } };
    case 'reset-tries':
      return user.lock === 'admin'
        ? { changes: { failedTries: 0, lastFailedAt: null, autoLocks: 0 } }
        : { changes: UNLOCKED };
    case 'set-password':
      return { changes: { ...UNLOCKED, ...granted(user), credential: 'ok' } };
  }
};
