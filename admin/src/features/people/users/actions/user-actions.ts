import type { Status } from '../../../../../../shared/constants';
import type { User } from '../../../../../../shared/contracts/users';
import type { Permission } from '../../../../../../shared/permissions';
import type { UserActionName } from '../../../../api/users';
import { isPasswordOver } from '../status-text';

export type UserAction = UserActionName | 'auto-reset-password' | 'copy-access' | 'delete';

/** An action that somebody picked, and what they picked it with. */
export type PendingAction = { user: User; action: UserAction; opener: HTMLElement | null };

export type ActionDialogProps = PendingAction & {
  onClose: () => void;
  /** Called once it is done; the dialog closes then, too. */
  onDone?: () => void;
};

type Offer = {
  action: UserAction;
  permission: Permission;
  /** Whether it makes sense in the state the user is in. The server has the last word. */
  when: (user: User) => boolean;
  /** Nobody shuts out themself or gives themself tries, so it is not offered for one's own user. */
  isForOthersOnly?: boolean;
  isDangerous?: boolean;
};

/** A link is void for who is shut out. */
const canBeMailed = ({ type, status }: User) =>
  type === 'panel' && status !== 'suspended' && status !== 'disabled' && status !== 'locked-by-admin';

/** What may be done to a user, in the order of the menu. */
const OFFERS: readonly Offer[] = [
  {
    action: 'allow-access',
    permission: 'users.lock',
    when: ({ status }) => status === 'provisioned' || status === 'locked-by-admin',
    isForOthersOnly: true,
  },
  {
    action: 'unlock',
    permission: 'users.lock',
    when: ({ accessLocked }) => accessLocked,
    isForOthersOnly: true,
  },
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
  {
    action: 'reset-tries',
    permission: 'users.reset-tries',
    when: ({ failedTries }) => failedTries > 0,
    isForOthersOnly: true,
  },
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
    action: 'auto-reset-password',
    permission: 'users.set-password',
    when: ({ type }) => type === 'panel',
    isForOthersOnly: true,
  },
  {
    action: 'force-password-change',
    permission: 'users.force-password-change',
    when: ({ type, status }) =>
      type === 'panel' && status !== 'provisioned' && status !== 'awaiting-new-password',
    isForOthersOnly: true,
  },
  {
    action: 'send-reset-email',
    permission: 'users.invite',
    when: (user) => user.status !== 'provisioned' && canBeMailed(user),
    isForOthersOnly: true,
  },
  {
    action: 'resend-invitation',
    permission: 'users.invite',
    when: (user) => user.status === 'provisioned' && canBeMailed(user),
    isForOthersOnly: true,
  },
  {
    action: 'reset-mfa',
    permission: 'users.mfa',
    when: ({ type }) => type === 'panel',
    isForOthersOnly: true,
  },
  {
    action: 'remove-mfa',
    permission: 'users.mfa',
    when: ({ mfaEnabled }) => mfaEnabled,
    isForOthersOnly: true,
  },
  {
    action: 'delete-trusted-devices',
    permission: 'users.mfa',
    when: ({ mfaEnabled }) => mfaEnabled,
  },
  { action: 'copy-access', permission: 'users.update', when: () => true },
  {
    action: 'suspend',
    permission: 'users.lifecycle',
    when: ({ status }) => status !== 'suspended' && status !== 'disabled' && status !== 'provisioned',
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

/** What ends each status that keeps a user out, where one action does. */
const ENDS: Partial<Record<Status, UserAction>> = {
  'auto-locked': 'unlock',
  'locked-by-admin': 'unlock',
  suspended: 'enable',
  disabled: 'enable',
  provisioned: 'allow-access',
};

/** The action that lets the user in again, if the person at the panel may do it. */
export const primaryAction = (
  user: User,
  who: Parameters<typeof offeredActions>[1],
): UserAction | undefined => {
  const isOver = user.status === 'awaiting-new-password' && isPasswordOver(user);
  const action = isOver ? 'auto-reset-password' : ENDS[user.status];
  return offeredActions(user, who).find((offered) => offered === action);
};
