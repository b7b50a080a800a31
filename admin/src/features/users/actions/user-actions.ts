import type { User } from '../../../../../shared/contracts/users';
import type { Permission } from '../../../../../shared/permissions';
import type { UserActionName } from '../../../api/users';

export type UserAction = UserActionName | 'delete';

type Offer = {
  action: UserAction;
  permission: Permission;
  /** Whether it makes sense in the state the user is in. The server has the last word. */
  when: (user: User) => boolean;
  /** Nobody shuts out themself, so it is not offered for one's own user. */
  isForOthersOnly?: boolean;
  isDangerous?: boolean;
};

/** What may be done to a user, in the order of the menu. */
const OFFERS: readonly Offer[] = [
  {
    action: 'allow-access',
    permission: 'users.lock',
    when: ({ status }) => status === 'provisioned' || status === 'locked-by-admin',
  },
  { action: 'unlock', permission: 'users.lock', when: ({ accessLocked }) => accessLocked },
  {
    action: 'lock',
    permission: 'users.lock',
    when: ({ accessLocked, status }) => !accessLocked && status !== 'disabled',
    isForOthersOnly: true,
  },
  {
    action: 'block-access',
    permission: 'users.lock',
    when: ({ accessLocked, status }) => status === 'auto-locked' || (!accessLocked && status !== 'disabled'),
    isForOthersOnly: true,
  },
  { action: 'reset-tries', permission: 'users.reset-tries', when: ({ failedTries }) => failedTries > 0 },
  {
    action: 'enable',
    permission: 'users.lifecycle',
    when: ({ status }) => status === 'suspended' || status === 'disabled' || status === 'provisioned',
  },
  {
    action: 'set-password',
    permission: 'users.set-password',
    when: ({ type }) => type === 'panel',
    isForOthersOnly: true,
  },
  {
    action: 'suspend',
    permission: 'users.lifecycle',
    when: ({ status }) => status !== 'suspended' && status !== 'disabled',
    isForOthersOnly: true,
    isDangerous: true,
  },
  {
    action: 'disable',
    permission: 'users.lifecycle',
    when: ({ status }) => status !== 'disabled',
    isForOthersOnly: true,
    isDangerous: true,
  },
  {
    action: 'delete',
    permission: 'users.delete',
    when: () => true,
    isForOthersOnly: true,
    isDangerous: true,
  },
];

export const isDangerous = (action: UserAction) =>
  OFFERS.find((offer) => offer.action === action)?.isDangerous ?? false;

/** The actions that make sense for the user and that the person at the panel may do. */
export const offeredActions = (
  user: User,
  { can, isSelf }: { can: (permission: Permission) => boolean; isSelf: boolean },
): UserAction[] =>
  OFFERS.filter(
    ({ permission, when, isForOthersOnly }) => can(permission) && when(user) && !(isSelf && isForOthersOnly),
  ).map(({ action }) => action);
