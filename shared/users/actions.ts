import { z } from 'zod';

import { isoDate, reason } from '../contracts/contract';
import type { LogAction } from '../log/actions';
import type { Permission } from '../permissions';
import { refusal } from '../refusals';

type ActionFacts = {
  /** Null: only users themselves can do it. */
  permission: Permission | null;
  /** Its entry in the user's log. */
  log: LogAction;
  /** Of actions that only change the user's state: their contract and route are made from this alone. */
  body?: z.ZodType;
  /** Whether it can be done to many users at once. */
  many?: true;
  isDangerous?: true;
  /** Whether the panel offers it for one's own user. */
  onOneself?: true;
  /** Whether the session needs a step-up first. */
  asksProof?: true;
  /** `restricts`: shuts the user out. `gives-tries`: never on oneself, to prevent endless guessing. */
  effect?: 'restricts' | 'gives-tries';
};

const withReason = z.strictObject({ reason: reason.optional() });

/**
 * What can be done to a user, besides changing fields. Actions on many users are in button order. A new one also
 * needs its entry in `log/actions.ts`, the server's `domain/transitions.ts` or an action of its own, the panel's
 * `user-actions.ts`, and an export in `contracts/users.ts`.
 */
export const USER_ACTIONS = {
  lock: { permission: 'users.lock', log: 'locked', body: withReason, many: true, effect: 'restricts' },
  unlock: { permission: 'users.lock', log: 'unlocked', body: withReason, many: true, effect: 'gives-tries' },
  suspend: {
    permission: 'users.lifecycle',
    log: 'suspended',
    body: z.strictObject({ reason: reason.optional(), until: isoDate.nullable().optional() }),
    many: true,
    isDangerous: true,
    effect: 'restricts',
  },
  enable: { permission: 'users.lifecycle', log: 'enabled', body: withReason, many: true, onOneself: true },
  disable: {
    permission: 'users.lifecycle',
    log: 'disabled',
    body: withReason,
    many: true,
    isDangerous: true,
    effect: 'restricts',
  },
  'force-password-change': {
    permission: 'users.force-password-change',
    log: 'password-change-forced',
    body: withReason,
    many: true,
  },
  'assign-role': { permission: 'users.update', log: 'updated', many: true },
  /** Needs a step-up if users are privileged or many (actions/delete.ts, actions/change-many.ts). */
  delete: { permission: 'users.delete', log: 'deleted', many: true, isDangerous: true },
  // Done as `lock`.
  'block-access': {
    permission: 'users.lock',
    log: 'locked',
    body: z.strictObject({ reason: reason.refine((text) => text.length > 0, refusal('empty')) }),
  },
  'allow-access': {
    permission: 'users.lock',
    log: 'access-allowed',
    body: withReason,
    effect: 'gives-tries',
  },
  'reset-tries': {
    permission: 'users.reset-tries',
    log: 'tries-reset',
    body: z.strictObject({}),
    effect: 'gives-tries',
  },
  'set-password': { permission: 'users.set-password', log: 'password-set', asksProof: true },
  'auto-reset-password': { permission: 'users.set-password', log: 'password-generated', asksProof: true },
  'send-reset-email': { permission: 'users.invite', log: 'reset-mail-sent' },
  'resend-invitation': { permission: 'users.invite', log: 'invitation-sent' },
  'mfa-requirement': { permission: 'users.mfa', log: 'mfa-requirement-set', asksProof: true },
  'reset-mfa': { permission: 'users.mfa', log: 'mfa-reset', asksProof: true },
  'remove-mfa': { permission: 'users.mfa', log: 'mfa-removed', asksProof: true },
  'enrol-code': { permission: 'users.mfa', log: 'enrol-code-made', asksProof: true },
  'delete-trusted-devices': { permission: 'users.mfa', log: 'trusted-devices-deleted', onOneself: true },
  'copy-access': { permission: 'users.update', log: 'access-copied', onOneself: true },
  'change-password': { permission: null, log: 'password-changed' },
} as const satisfies Record<string, ActionFacts>;

type Actions = typeof USER_ACTIONS;
export type UserAction = keyof Actions;
type ActionWith<Facts> = { [A in UserAction]: Actions[A] extends Facts ? A : never }[UserAction];

export const factsOfAction = (action: UserAction): ActionFacts => USER_ACTIONS[action];
const actionsThat = (are: (facts: ActionFacts) => unknown) =>
  (Object.keys(USER_ACTIONS) as UserAction[]).filter((action) => are(factsOfAction(action)));

export type BulkAction = ActionWith<{ many: true }>;
export const BULK_ACTIONS = actionsThat(({ many }) => many) as BulkAction[];

/** Actions that take only their body. */
export type PlainAction = ActionWith<{ body: z.ZodType }>;
export const PLAIN_ACTIONS = actionsThat(({ body }) => body) as PlainAction[];

export const GIVE_TRIES: ReadonlySet<UserAction> = new Set(
  actionsThat(({ effect }) => effect === 'gives-tries'),
);
export const RESTRICTIONS: ReadonlySet<UserAction> = new Set(
  actionsThat(({ effect }) => effect === 'restricts'),
);
