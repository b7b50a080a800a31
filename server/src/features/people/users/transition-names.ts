import type { LogAction } from '../../../../../shared/log/actions';
import type { Transition } from '../../../domain/transitions';

/** What each action is called in the user's log. */
export const ACTION_NAMES: Record<Transition['action'], LogAction> = {
  lock: 'locked',
  unlock: 'unlocked',
  'allow-access': 'access-allowed',
  suspend: 'suspended',
  enable: 'enabled',
  disable: 'disabled',
  'reset-tries': 'tries-reset',
  'set-password': 'password-set',
  'force-password-change': 'password-change-forced',
  'mfa-requirement': 'mfa-requirement-set',
  'reset-mfa': 'mfa-reset',
  'remove-mfa': 'mfa-removed',
  'change-password': 'password-changed',
};

/** What gives tries back, which nobody gives to themself: else they would guess on. */
export const GIVE_TRIES: ReadonlySet<Transition['action']> = new Set([
  'unlock',
  'allow-access',
  'reset-tries',
]);

/** What shuts somebody out. */
export const RESTRICTIONS: ReadonlySet<Transition['action']> = new Set(['lock', 'suspend', 'disable']);
