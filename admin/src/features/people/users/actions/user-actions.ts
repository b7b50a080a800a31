import type { User } from '../../../../../../shared/contracts/users';
import type { Permission } from '../../../../../../shared/permissions';
import {
  factsOfAction,
  USER_ACTIONS,
  type UserAction as AnyAction,
} from '../../../../../../shared/users/actions';
import { USER_STATUSES } from '../../../../../../shared/users/statuses';
import { isPasswordOver } from '../status-text';

/** Links are void for users who are shut out. */
const canBeMailed = ({ type, status }: User) =>
  type === 'panel' && status !== 'suspended' && status !== 'disabled' && status !== 'locked-by-admin';

/** When an action makes sense for a user, in the order of the menu. The server has the last word. */
const WHEN = {
  'allow-access': ({ status }) => status === 'provisioned' || status === 'locked-by-admin',
  unlock: ({ accessLocked }) => accessLocked,
  lock: ({ accessLocked, status }) => !accessLocked && status !== 'disabled',
  'block-access': ({ accessLocked, status }) =>
    status === 'auto-locked' || (!accessLocked && status !== 'disabled'),
  'reset-tries': ({ failedTries }) => failedTries > 0,
  enable: ({ status }) => status === 'suspended' || status === 'disabled' || status === 'provisioned',
  'set-password': ({ type }) => type === 'panel',
  'auto-reset-password': ({ type }) => type === 'panel',
  'force-password-change': ({ type, status }) =>
    type === 'panel' && status !== 'provisioned' && status !== 'awaiting-new-password',
  'send-reset-email': (user) => user.status !== 'provisioned' && canBeMailed(user),
  'resend-invitation': (user) => user.status === 'provisioned' && canBeMailed(user),
  'reset-mfa': ({ type }) => type === 'panel',
  'remove-mfa': ({ mfaEnabled }) => mfaEnabled,
  'delete-trusted-devices': ({ mfaEnabled }) => mfaEnabled,
  'copy-access': () => true,
  suspend: ({ status }) => status !== 'suspended' && status !== 'disabled' && status !== 'provisioned',
  disable: ({ status }) => status !== 'disabled',
  delete: () => true,
} satisfies Partial<Record<AnyAction, (user: User) => boolean>>;
export type UserAction = keyof typeof WHEN;
const ALL = Object.keys(WHEN) as UserAction[];

/** An action that somebody picked, and the element they picked it with. */
export type PendingAction = { user: User; action: UserAction; opener: HTMLElement | null };

export type ActionDialogProps = PendingAction & {
  onClose: () => void;
  /** Called once it is done; the dialog then closes, too. */
  onDone?: () => void;
};

/** The menu's groups, in its order. An action is in one of them. */
export const ACTION_GROUPS = {
  'sign-in': [
    'allow-access',
    'unlock',
    'lock',
    'block-access',
    'reset-tries',
    'enable',
    'suspend',
    'disable',
  ],
  password: [
    'resend-invitation',
    'send-reset-email',
    'set-password',
    'auto-reset-password',
    'force-password-change',
  ],
  mfa: ['reset-mfa', 'remove-mfa', 'delete-trusted-devices'],
  user: ['copy-access', 'delete'],
} as const satisfies Record<string, readonly UserAction[]>;
export type ActionGroup = keyof typeof ACTION_GROUPS;

/** Those of the actions that can be given in the list's rows, too. */
const IN_ROWS: readonly UserAction[] = [
  'unlock',
  'lock',
  'resend-invitation',
  'send-reset-email',
  'auto-reset-password',
  'reset-mfa',
  'delete',
];
export const isInRows = (action: UserAction) => IN_ROWS.includes(action);

export const isDangerous = (action: AnyAction) => factsOfAction(action).isDangerous === true;

/** The actions that make sense for the user and that the person at the panel may do. */
export const offeredActions = (
  user: User,
  { can, isSelf }: { can: (permission: Permission) => boolean; isSelf: boolean },
): UserAction[] =>
  ALL.filter(
    (action) =>
      can(USER_ACTIONS[action].permission) &&
      WHEN[action](user) &&
      !(isSelf && !factsOfAction(action).onOneself),
  );

/** The action that lets the user in again, if the person at the panel may do it. */
export const primaryAction = (
  user: User,
  who: Parameters<typeof offeredActions>[1],
): UserAction | undefined => {
  const isOver = user.status === 'awaiting-new-password' && isPasswordOver(user);
  const action = isOver ? 'auto-reset-password' : USER_STATUSES[user.status].endedBy;
  return offeredActions(user, who).find((offered) => offered === action);
};
