import { z } from 'zod';

import { AUTH_TYPES, MAIL_STATUSES, MAX_TYPED_PASSWORD, USER_TYPES } from '../constants';
import { refusal } from '../refusals';
import { PLAIN_ACTIONS, type PlainAction, USER_ACTIONS, type UserAction } from '../users/actions';
import { email, givenShape, ownShape, USER_COLUMN_NAMES, USER_SORT_FIELDS, userShape } from '../users/fields';
import { STATUSES } from '../users/statuses';
import { newMemberships } from './accounts';
import {
  anyOf,
  byId,
  contract,
  dateRange,
  id,
  idInPath,
  isoDate,
  line,
  listMeta,
  type Nothing,
  paging,
  revokeTokens,
  sortBy,
  wholeNumber,
  yesOrNo,
} from './contract';
import { roleGroupIds } from './role-groups';

export const user = z.object({ id, ...userShape });
export type User = z.output<typeof user>;

/** The columns that somebody chose for the list, in order. */
export const userColumns = z
  .array(z.enum(USER_COLUMN_NAMES))
  .min(1)
  .max(USER_COLUMN_NAMES.length)
  .refine((columns) => new Set(columns).size === columns.length, refusal('duplicate'));

/** What users may change about themselves. */
export const ownFields = z.strictObject(ownShape);

const endsAfterItStarts = (body: { validFrom?: string | null; validTo?: string | null }) =>
  !body.validFrom || !body.validTo || new Date(body.validFrom) <= new Date(body.validTo);
const endsTooEarly = { path: ['validTo'], ...refusal('ends-before-start') };

/** Given directly, besides those from groups. */
export const MAX_ROLES_A_USER = 50;
const roles = z
  .array(id)
  .max(MAX_ROLES_A_USER)
  .refine((ids) => new Set(ids).size === ids.length, refusal('duplicate'));
/** Null: the type's default. Changing it needs the permission to assign licences. */
const licence = id.nullable().optional();
/** Existing keys and clients stay; new ones can only be of this kind. `api-key` unless given. */
const authType = z.enum(AUTH_TYPES).optional();
const panelUserHasARole = (body: { type: string; roles: number[]; roleGroups: number[] }) =>
  body.type !== 'panel' || body.roles.length + body.roleGroups.length > 0;

const isOfApiOnlyUser = (body: { type: string; authType?: string | undefined }) =>
  body.type === 'api-only' || body.authType === undefined;
const ofApiOnlyUsers = { path: ['authType'], ...refusal('of-api-only-users') };

/** Never signed in, or not within so many days; with both, either matches. */
const lastLogin = z
  .strictObject({ $null: z.literal('true').optional(), $olderThanDays: wholeNumber(9_999).optional() })
  .refine(({ $null, $olderThanDays }) => $null ?? $olderThanDays, 'must have $null or $olderThanDays')
  .transform(({ $null, $olderThanDays }) => ({
    isNever: $null === 'true',
    olderThanDays: $olderThanDays ?? null,
  }));

export const MAX_KEY_DAYS = 365;
/** Which users have an API key that is still valid, expires within so many days, and is not replaced. */
const keyExpires = z
  .strictObject({ $withinDays: wholeNumber(MAX_KEY_DAYS) })
  .transform(({ $withinDays }) => ({ withinDays: $withinDays }));

/** Filters of the list. What is done to all matches takes the same. */
export const userFilters = z.strictObject({
  status: anyOf(z.enum(STATUSES)).optional(),
  type: anyOf(z.enum(USER_TYPES)).optional(),
  role: anyOf(idInPath).optional(),
  roleGroup: anyOf(idInPath).optional(),
  /** Users of the account or of one below it. */
  account: anyOf(idInPath).optional(),
  dacGroup: anyOf(idInPath).optional(),
  licence: anyOf(idInPath).optional(),
  accessLocked: yesOrNo.optional(),
  mfaEnabled: yesOrNo.optional(),
  mfaRequired: yesOrNo.optional(),
  lastLoginAt: lastLogin.optional(),
  /** Needs the permission to view API keys. */
  keyExpires: keyExpires.optional(),
  createdAt: dateRange.optional(),
  updatedAt: dateRange.optional(),
});
export const userSearch = line(100);

export const DEFAULT_USER_SORT = 'lastname:asc';

/** Which users a list shows, and in which order: its whole query but the page. */
export const userListView = {
  sort: sortBy(USER_SORT_FIELDS, DEFAULT_USER_SORT),
  _q: userSearch.optional(),
  filters: userFilters.default({}),
};

export const listUsers = contract({
  method: 'GET',
  path: '/users',
  permissions: ['users.read'],
  sometimes: ['api-keys.read'],
  scope: 'narrowed',
  query: z.strictObject({ ...paging, ...userListView }),
  response: z.array(user),
  meta: listMeta.extend({
    /** Strapi's users who are in no list, as another has their e-mail address or they have none. */
    leftOut: z.array(z.object({ adminUserId: id, email: z.string() })).optional(),
  }),
});

export const getUser = contract({
  method: 'GET',
  path: '/users/:id',
  permissions: ['users.read'],
  params: byId,
  response: user,
});

/** The state of an action's mail at the time of the answer; if it failed for good it can be sent again. */
export const mailSent = z.object({
  id,
  status: z.enum(MAIL_STATUSES),
  /** The mail server's answer to a failed try. */
  error: z.string().nullable(),
});
export type MailSent = z.output<typeof mailSent>;

export const createUser = contract({
  method: 'POST',
  path: '/users',
  permissions: ['users.create'],
  scope: 'narrowed',
  sometimes: ['users.invite', 'accounts.assign', 'licences.assign'],
  body: z
    .strictObject({
      ...givenShape,
      email,
      type: z.enum(['panel', 'api-only']).default('panel'),
      authType,
      roles,
      licence,
      /** Sets of roles, which users have for as long as they are in them. */
      roleGroups: roleGroupIds.default([]),
      /** Mails a welcome with a link to choose a password; needs the permission to invite. */
      sendInvitation: z.boolean().default(false),
      /** Needs the permission to assign accounts. Callers limited to their own must name one of them. */
      accounts: newMemberships.optional(),
    })
    .refine(endsAfterItStarts, endsTooEarly)
    .refine(panelUserHasARole, { path: ['roles'], ...refusal('needs-role') })
    .refine(({ type, sendInvitation }) => type === 'panel' || !sendInvitation, {
      path: ['sendInvitation'],
      ...refusal('mail-to-panel-users'),
    })
    .refine(isOfApiOnlyUser, ofApiOnlyUsers),
  response: user,
  meta: z.object({ mail: mailSent.nullable() }),
  status: 201,
});

export const updateUser = contract({
  method: 'PUT',
  path: '/users/:id',
  permissions: ['users.update'],
  sometimes: ['licences.assign'],
  params: byId,
  body: z
    .strictObject({
      ...givenShape,
      email: email.optional(),
      type: z.enum(['panel', 'api-only']).optional(),
      authType,
      /** Given to the user directly; those from groups come on top. */
      roles: roles.optional(),
      licence,
      roleGroups: roleGroupIds.optional(),
      /** The `updatedAt` that was read: refused if the user has changed since. */
      ifUpdatedAt: isoDate.optional(),
    })
    .refine(endsAfterItStarts, endsTooEarly),
  response: user,
});

export const deleteUser = contract({
  method: 'DELETE',
  path: '/users/:id',
  permissions: [USER_ACTIONS.delete.permission],
  params: byId,
  response: user,
});

/**
 * Set if the user was so already, and nothing was changed or logged: since when and by whom, as far as the
 * log knows and the caller may read it.
 */
export const already = z.object({ since: isoDate.nullable(), by: z.string().nullable() });
export type Already = z.output<typeof already>;
export const sayingIfAlready = z.object({ already }).optional();

type ActionShape<R, B, M> = { response: R; body?: B; meta?: M };

/** What is done to one user; its permission stands in the table of actions. */
export const userAction = <
  R extends z.ZodType,
  B extends z.ZodType = Nothing,
  M extends z.ZodType = z.ZodUndefined,
>(
  action: Exclude<UserAction, 'change-password'>,
  shape: ActionShape<R, B, M>,
) =>
  contract<R, typeof byId, Nothing, B, M>({
    method: 'POST',
    path: `/users/:id/${action}`,
    permissions: [USER_ACTIONS[action].permission],
    params: byId,
    ...shape,
  });

const plainAction = <B extends z.ZodType>(action: PlainAction, body: B) =>
  userAction(action, { body, response: user, meta: sayingIfAlready });

type PlainContract<B> = B extends z.ZodType ? ReturnType<typeof plainAction<B>> : never;

/** For each action that takes only its body. */
export const PLAIN_CONTRACTS = Object.fromEntries(
  PLAIN_ACTIONS.map((action) => [action, plainAction(action, USER_ACTIONS[action].body as z.ZodType)]),
) as { [A in PlainAction]: PlainContract<(typeof USER_ACTIONS)[A]['body']> };

export const {
  lock: lockUser,
  unlock: unlockUser,
  'block-access': blockAccess,
  'allow-access': allowAccess,
  suspend: suspendUser,
  enable: enableUser,
  disable: disableUser,
  'reset-tries': resetTries,
  'force-password-change': forcePasswordChange,
} = PLAIN_CONTRACTS;

/** As typed: the policy is applied on the server. The limit keeps a request from costing much work. */
export const newPassword = z
  .string()
  .max(MAX_TYPED_PASSWORD)
  .refine((text) => !text.includes('\u0000'), refusal('control-characters'));

export const setPassword = userAction('set-password', {
  body: z.strictObject({ password: newPassword, forceChange: z.boolean().default(false), revokeTokens }),
  response: user,
});

const withMail = z.object({ mail: mailSent });

/** A random password that meets the policy. A new one has to be chosen at the next sign-in. */
export const autoResetPassword = userAction('auto-reset-password', {
  body: z.strictObject({ mail: z.boolean().default(false), revokeTokens }),
  /** `password` is null if it was mailed; it is never shown again. */
  response: z.object({ user, password: z.string().nullable() }),
  meta: z.object({ mail: mailSent.nullable() }),
});

/** Mails a link to choose a new password; the previous link stops working. */
export const sendResetEmail = userAction('send-reset-email', {
  response: user,
  meta: withMail,
});

/** Mails the welcome with a link to choose a password; the previous link stops working. */
export const resendInvitation = userAction('resend-invitation', {
  response: user,
  meta: withMail,
});

export const MAX_INVITED_AT_ONCE = 50;
/** A panel user and a welcome for each address; each on its own, so that a taken one holds up no other. */
export const inviteUsers = contract({
  method: 'POST',
  path: '/users/invite',
  permissions: ['users.create', 'users.invite'],
  sometimes: ['accounts.assign', 'licences.assign'],
  scope: 'narrowed',
  body: z
    .strictObject({
      emails: z.array(email).min(1).max(MAX_INVITED_AT_ONCE),
      roles,
      roleGroups: roleGroupIds.default([]),
      licence,
      accounts: newMemberships.optional(),
    })
    .refine((body) => panelUserHasARole({ ...body, type: 'panel' }), {
      path: ['roles'],
      ...refusal('needs-role'),
    }),
  response: z.array(
    z.object({
      email: z.string(),
      user: user.nullable(),
      /** Why nobody was invited at this address. */
      code: z.string().nullable(),
      message: z.string().nullable(),
      mail: mailSent.nullable(),
    }),
  ),
  status: 201,
});
