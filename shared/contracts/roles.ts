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
  /** The id of the `admin::role` that it complements. */
  adminRole: id,
  description: z.string().nullable(),
  userCount: z.number(),
  /** Whether its holders need a second factor. */
  mfaRequired: z.boolean(),
  /** Sessions that a holder may have open at once, if fewer than the policy's; null: no limit here. */
  maxSessions: z.number().nullable(),
  /** The Content API actions that it gives to keys of API-only users. */
  apiActions: z.array(z.string()),
  /** The types of users it may be given to. */
  userTypes: z.array(z.enum(USER_TYPES)),
  /** The only licences it goes with; none: all that are not limited to named roles. */
  licences: z.array(id),
  /** Whether its holders' scope is limited to the accounts they administer. */
  ownAccountsOnly: z.boolean(),
  /** Whether it gives its holders power over others, so that giving it needs a step-up. */
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
    /** Needs the permission to manage licences. */
    licences: licenceIds.optional(),
    /** For super admins only. */
    ownAccountsOnly: z.boolean().optional(),
  }),
  response: role,
});

/** Who changed what of a role, including its IP rules, newest first. */
export const listRoleChanges = contract({
  method: 'GET',
  path: '/roles/:id/changes',
  permissions: ['roles.read'],
  params: byId,
  query: z.strictObject({ ...paging }),
  response: z.array(logEntry),
  meta: listMeta,
});

/** Each role by which somebody has something, with where they have the role from. */
const through = z.array(roleSource);

/** Something that a user may do in the panel, as far as the same roles let them. */
export const panelPermission = z.object({
  /** @example 'plugin::content-manager.explorer.publish' */
  action: z.string(),
  /** As Strapi's role editor calls it. */
  name: z.string(),
  /** The part of the role editor: content types, plugins, settings. */
  section: z.string(),
  /** What it belongs to: the content type's name, the plugin, or the heading of the settings. */
  group: z.string(),
  /** The content type. @example 'api::article.article' */
  subject: z.string().nullable(),
  /** The only fields that it applies to; null: all of them, or it knows none. */
  fields: z.array(z.string()).nullable(),
  /** The only languages that it applies to; null: all of them, or it knows none. */
  locales: z.array(z.string()).nullable(),
  /** Any one of them has to be met; none: always. */
  conditions: z.array(z.string()),
  through,
});
export type PanelPermission = z.output<typeof panelPermission>;

export const userPermissions = z.object({
  /** A super admin: may do everything in the panel, so nothing is listed. */
  everything: z.boolean(),
  panel: z.array(panelPermission),
  /** Whether there are more than are listed. */
  isCut: z.boolean(),
  /** In the Content API, by keys. */
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

/** Every Content API action that a role can give, as Strapi's own page of API tokens lists them. */
export const listApiActions = contract({
  method: 'GET',
  path: '/api-actions',
  permissions: ['roles.read'],
  scope: 'open',
  response: z.array(
    z.object({
      /** @example 'api::article.article.find' */
      uid: z.string(),
      /** What it belongs to. @example 'api::article.article' */
      owner: z.string(),
    }),
  ),
});
