import { z } from 'zod';

import { MAX_LOGIN_NAME_LENGTH, MAX_PASSWORD_BYTES, STATUSES, USER_TYPES } from '../constants';
import {
  anyOf,
  byId,
  contract,
  id,
  idInPath,
  isoDate,
  line,
  listMeta,
  paging,
  reason,
  sortBy,
} from './contract';

export const user = z.object({
  id,
  type: z.enum(USER_TYPES),
  userName: z.string(),
  displayName: z.string().nullable(),
  firstname: z.string().nullable(),
  lastname: z.string().nullable(),
  email: z.string(),
  mobile: z.string().nullable(),
  status: z.enum(STATUSES),
  accessLocked: z.boolean(),
  lockedAt: isoDate.nullable(),
  lockedReason: z.string().nullable(),
  lockedUntil: isoDate.nullable(),
  suspendedUntil: isoDate.nullable(),
  failedTries: z.number(),
  lastLoginAt: isoDate.nullable(),
  mfaEnabled: z.boolean(),
  mfaRequired: z.boolean(),
  validFrom: isoDate.nullable(),
  validTo: isoDate.nullable(),
  timeZone: z.string().nullable(),
  locale: z.string().nullable(),
  roles: z.array(z.object({ id, name: z.string() })),
  createdAt: isoDate,
  updatedAt: isoDate,
});
export type User = z.output<typeof user>;

export const USER_SORT_FIELDS = [
  'type',
  'userName',
  'displayName',
  'firstname',
  'lastname',
  'email',
  'mobile',
  'roles',
  'accessLocked',
  'lastLoginAt',
  'failedTries',
  'mfaEnabled',
  'mfaRequired',
  'status',
  'createdAt',
  'updatedAt',
] as const;
export type UserSortField = (typeof USER_SORT_FIELDS)[number];

const timeZone = line(64).refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'must be an IANA time zone, such as Europe/Berlin');

const locale = line(35).refine((tag) => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}, 'must be a language tag, such as en-GB');

const optionalLine = (max: number) =>
  line(max)
    .transform((text) => text || null)
    .nullable()
    .optional();

const email = line(MAX_LOGIN_NAME_LENGTH)
  .pipe(z.email())
  .transform((address) => address.toLowerCase());
const userName = line(MAX_LOGIN_NAME_LENGTH).refine((name) => name.length > 0, 'must not be empty');

const fields = {
  userName: userName.optional(),
  displayName: optionalLine(255),
  firstname: optionalLine(255),
  lastname: optionalLine(255),
  mobile: line(32)
    .refine((number) => /^(\+?[0-9 ().-]{3,32})?$/.test(number), 'must be a phone number')
    .transform((number) => number || null)
    .nullable()
    .optional(),
  validFrom: isoDate.nullable().optional(),
  validTo: isoDate.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
  locale: locale.nullable().optional(),
};

const endsAfterItStarts = (body: { validFrom?: string | null; validTo?: string | null }) =>
  !body.validFrom || !body.validTo || new Date(body.validFrom) <= new Date(body.validTo);
const endsTooEarly = { path: ['validTo'], message: 'must not be before validFrom' };

const roles = z
  .array(id)
  .max(50)
  .refine((ids) => new Set(ids).size === ids.length, 'must not name a role twice');
const panelUserHasARole = (body: { type: string; roles: number[] }) =>
  body.type !== 'panel' || body.roles.length > 0;

export const listUsers = contract({
  method: 'GET',
  path: '/users',
  permissions: ['users.read'],
  query: z.strictObject({
    ...paging,
    sort: sortBy(USER_SORT_FIELDS, 'lastname:asc'),
    _q: line(100).optional(),
    filters: z
      .strictObject({
        status: anyOf(z.enum(STATUSES)).optional(),
        type: anyOf(z.enum(USER_TYPES)).optional(),
        role: anyOf(idInPath).optional(),
      })
      .default({}),
  }),
  response: z.array(user),
  meta: listMeta,
});

export const getUser = contract({
  method: 'GET',
  path: '/users/:id',
  permissions: ['users.read'],
  params: byId,
  response: user,
});

export const createUser = contract({
  method: 'POST',
  path: '/users',
  permissions: ['users.create'],
  body: z
    .strictObject({
      ...fields,
      email,
      type: z.enum(['panel', 'api-only']).default('panel'),
      roles,
      /** Invitations are not sent yet, so only leaving it off is accepted. */
      sendInvitation: z.literal(false).optional(),
    })
    .refine(endsAfterItStarts, endsTooEarly)
    .refine(panelUserHasARole, { path: ['roles'], message: 'a panel user needs at least one role' }),
  response: user,
  status: 201,
});

export const updateUser = contract({
  method: 'PUT',
  path: '/users/:id',
  permissions: ['users.update'],
  params: byId,
  body: z
    .strictObject({
      ...fields,
      email: email.optional(),
      type: z.enum(['panel', 'api-only']).optional(),
      roles: roles.optional(),
    })
    .refine(endsAfterItStarts, endsTooEarly),
  response: user,
});

export const deleteUser = contract({
  method: 'DELETE',
  path: '/users/:id',
  permissions: ['users.delete'],
  params: byId,
  response: user,
});

const withReason = z.strictObject({ reason: reason.optional() });

export const lockUser = contract({
  method: 'POST',
  path: '/users/:id/lock',
  permissions: ['users.lock'],
  params: byId,
  body: withReason,
  response: user,
});

export const unlockUser = contract({
  method: 'POST',
  path: '/users/:id/unlock',
  permissions: ['users.lock'],
  params: byId,
  body: withReason,
  response: user,
});

export const blockAccess = contract({
  method: 'POST',
  path: '/users/:id/block-access',
  permissions: ['users.lock'],
  params: byId,
  body: z.strictObject({ reason: reason.refine((text) => text.length > 0, 'must not be empty') }),
  response: user,
});

export const allowAccess = contract({
  method: 'POST',
  path: '/users/:id/allow-access',
  permissions: ['users.lock'],
  params: byId,
  body: withReason,
  response: user,
});

export const suspendUser = contract({
  method: 'POST',
  path: '/users/:id/suspend',
  permissions: ['users.lifecycle'],
  params: byId,
  body: z.strictObject({ reason: reason.optional(), until: isoDate.nullable().optional() }),
  response: user,
});

export const enableUser = contract({
  method: 'POST',
  path: '/users/:id/enable',
  permissions: ['users.lifecycle'],
  params: byId,
  body: withReason,
  response: user,
});

export const disableUser = contract({
  method: 'POST',
  path: '/users/:id/disable',
  permissions: ['users.lifecycle'],
  params: byId,
  body: withReason,
  response: user,
});

export const resetTries = contract({
  method: 'POST',
  path: '/users/:id/reset-tries',
  permissions: ['users.reset-tries'],
  params: byId,
  response: user,
});

/** Strapi's own rule, until the password policy takes over (admin/server/src/validation/common-validators.ts). */
const password = z
  .string()
  .min(8)
  .refine(
    (text) => new TextEncoder().encode(text).length <= MAX_PASSWORD_BYTES,
    `must be at most ${MAX_PASSWORD_BYTES} bytes`,
  )
  .refine((text) => /[a-z]/.test(text), 'must contain a lower case letter')
  .refine((text) => /[A-Z]/.test(text), 'must contain an upper case letter')
  .refine((text) => /\d/.test(text), 'must contain a digit')
  .refine((text) => !text.includes('\u0000'), 'must not contain null bytes');

export const setPassword = contract({
  method: 'POST',
  path: '/users/:id/set-password',
  permissions: ['users.set-password'],
  params: byId,
  body: z.strictObject({
    password,
    /** A forced change is not a step of the sign-in yet, so only leaving it off is accepted. */
    forceChange: z.literal(false).optional(),
  }),
  response: user,
});
