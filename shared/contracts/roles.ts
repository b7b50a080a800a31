import { z } from 'zod';

import { USER_TYPES } from '../constants';
import { refusal } from '../refusals';
import { byId, contract, id, line, listMeta, paging } from './contract';
import { licenceIds } from './licences';
import { logEntry } from './log';
import { MAX_SESSIONS } from './policy';
import { roleSource } from './role-groups';

export const role = z.object({
  id,
  name: z.string(),
  code: z.string(),
  /** The id of the `admin::role` it stands beside. */
  adminRole: id,
  description: z.string().nullable(),
  userCount: z.number(),
  /** Whether its holders are to have a second factor. */
  mfaRequired: z.boolean(),
  /** Sessions that a holder has open at once, where that is fewer than the policy's; null: says nothing. */
  maxSessions: z.number().nullable(),
  /** The actions of the Content API that it gives the keys of API-only users. */
  apiActions: z.array(z.string()),
  /** Whom it may be given to. */
  userTypes: z.array(z.enum(USER_TYPES)),
  /** The licences that it goes with alone; none: with every licence that asks for no name. */
  licences: z.array(id),
  /** Whether its holders reach no further than the accounts they administer. */
  ownAccountsOnly: z.boolean(),
  /** Whether it gives its holders power over others, so that giving it asks for a fresh proof. */
  isPrivileged: z.boolean(),
});
export type Role = z.output<typeof role>;

export const listRoles = contract({
  method: 'GET',
  path: '/roles',
  permissions: ['roles.read'],
  scope: 'open',
  query: z.strictObject({ ...paging, _q: line(100).optional() }),
  response: z.array(role),
  meta: listMeta,
});

export const getRole = contract({
  method: 'GET',
  path: '/roles/:id',
  permissions: ['roles.read'],
  scope: 'open',
  params: byId,
  response: role,
});

const isWithoutRepeats = (values: readonly string[]) => new Set(values).size === values.length;

/** More than a project with a hundred content types has. */
const MAX_API_ACTIONS = 2000;

/** What Gatehouse adds to a role; its name and permissions are edited in Strapi's own pages. */
export const updateRole = contract({
  method: 'PUT',
  path: '/roles/:id',
  permissions: ['roles.update'],
  sometimes: ['licences.manage'],
  params: byId,
  body: z.strictObject({
    mfaRequired: z.boolean().optional(),
    maxSessions: z.number().int().min(1).max(MAX_SESSIONS).nullable().optional(),
    apiActions: z
      .array(line(255))
      .max(MAX_API_ACTIONS)
      .refine(isWithoutRepeats, refusal('duplicate'))
      .optional(),
    userTypes: z.array(z.enum(USER_TYPES)).min(1).refine(isWithoutRepeats, refusal('duplicate')).optional(),
    /** Takes the permission to manage licences. */
    licences: licenceIds.optional(),
    /** By super admins alone. */
    ownAccountsOnly: z.boolean().optional(),
  }),
  response: role,
});

/** Who changed what of a role, its IP rules too, newest first. */
export const listRoleChanges = contract({
  method: 'GET',
  path: '/roles/:id/changes',
  permissions: ['roles.read'],
  params: byId,
  query: z.strictObject({ ...paging }),
  response: z.array(logEntry),
  meta: listMeta,
});

/** By what somebody has something: each way of several, with where they have the role from. */
const through = z.array(roleSource);

/** Something of the panel that a user may do, as far as the same roles let them. */
export const panelPermission = z.object({
  /** @example 'plugin::content-manager.explorer.publish' */
  action: z.string(),
  /** As Strapi's role editor has it. */
  name: z.string(),
  /** The part of the role editor: content types, plugins, settings. */
  section: z.string(),
  /** What it is of: the content type's name, the plugin, or the heading of the settings. */
  group: z.string(),
  /** The content type. @example 'api::article.article' */
  subject: z.string().nullable(),
  /** The only fields that it holds for; null: for all of them, or it knows none. */
  fields: z.array(z.string()).nullable(),
  /** The only languages that it holds for; null: for all of them, or it knows none. */
  locales: z.array(z.string()).nullable(),
  /** Any one of which is to hold; none: always. */
  conditions: z.array(z.string()),
  through,
});
export type PanelPermission = z.output<typeof panelPermission>;

export const userPermissions = z.object({
  /** A super admin: nothing of the panel is kept from them, and nothing is listed. */
  everything: z.boolean(),
  panel: z.array(panelPermission),
  /** Where there are more than are listed. */
  isCut: z.boolean(),
  /** Of the Content API, by keys. */
  api: z.array(z.object({ uid: z.string(), owner: z.string(), through })),
});
export type UserPermissions = z.output<typeof userPermissions>;

/** What a user may do, and through which role. */
export const getUserPermissions = contract({
  method: 'GET',
  path: '/users/:id/permissions',
  permissions: ['users.read', 'roles.read'],
  params: byId,
  response: userPermissions,
});

/** Every action of the Content API that a role can give, as Strapi's own page of API tokens lists them. */
export const listApiActions = contract({
  method: 'GET',
  path: '/api-actions',
  permissions: ['roles.read'],
  scope: 'open',
  response: z.array(
    z.object({
      /** @example 'api::article.article.find' */
      uid: z.string(),
      /** What it is of. @example 'api::article.article' */
      owner: z.string(),
    }),
  ),
});
