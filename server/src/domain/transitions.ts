import type { MfaLoss, MfaRequirement } from '../../../shared/constants';
import { type Refusal, refuse } from '../../../shared/refusals';
import type { MfaFacts } from './facts';
import type { LockFacts } from './lockout';
import { hasAccess, type StatusFacts } from './status';

export type TransitionFacts = StatusFacts &
  LockFacts &
  Pick<MfaFacts, 'mfaEnabled' | 'mfaSetupDue'> & {
    mfaRequirement: MfaRequirement;
    mfaLostTo: MfaLoss;
    /** When somebody else gave the present password; null: it is the user's own. */
    temporaryPasswordAt: Date | null;
  };

/** What an admin may do to the state of a user. */
export type Transition =
  | { action: 'lock'; reason: string | null }
  | { action: 'unlock' }
  | { action: 'allow-access' }
  | { action: 'suspend'; until: Date | null }
  | { action: 'enable' }
  | { action: 'disable' }
  | { action: 'reset-tries' }
  | { action: 'set-password'; forceChange: boolean }
  | { action: 'force-password-change' }
  | { action: 'mfa-requirement'; requirement: MfaRequirement }
  | { action: 'reset-mfa' }
  | { action: 'remove-mfa' }
  /** By the users themselves, who may have been shut out while the present password was compared. */
  | { action: 'change-password' };

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

/** Users who never had a second factor have lost none: setting up the first takes the password alone. */
const lost = ({ mfaEnabled }: TransitionFacts) => (mfaEnabled ? { mfaLostTo: 'admin' as const } : {});

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
      if (user.lifecycle === 'disabled') return refuse('suspend-disabled');
      // The end of a suspension lets the user in, but nobody has granted access yet.
      if (user.lifecycle === 'provisioned') return refuse('suspend-without-access');
      if (step.until && step.until <= now) return refuse('suspend-in-past');
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
      return {
        changes: {
          ...UNLOCKED,
          ...granted(user),
          credential: step.forceChange ? 'must-change' : 'ok',
          temporaryPasswordAt: step.forceChange ? now : null,
        },
      };
    case 'force-password-change':
      return { changes: { credential: 'must-change' } };
    case 'mfa-requirement':
      return { changes: { mfaRequirement: step.requirement } };
    case 'reset-mfa':
      return { changes: { mfaEnabled: false, mfaSetupDue: true, ...lost(user) } };
    case 'remove-mfa':
      return user.mfaEnabled || user.mfaSetupDue
        ? { changes: { mfaEnabled: false, mfaSetupDue: false, ...lost(user) } }
        : refuse('no-second-factor');
    case 'change-password':
      return hasAccess(user, now) ? { changes: { credential: 'ok' } } : refuse('kept-out');
  }
};
