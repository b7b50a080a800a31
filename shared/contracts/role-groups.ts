import { z } from 'zod';

import { refusal } from '../refusals';
import { byId, contract, id, line, listMeta, nameOf, paging } from './contract';

export const MAX_ROLE_GROUPS = 1_000;
const MAX_ROLES_A_GROUP = 50;
/** Groups that one user can be in. */
export const MAX_ROLE_GROUPS_A_USER = 50;

const name = nameOf(100);
const description = line(500)
  .transform((text) => text || null)
  .nullable();
const idsUpTo = (max: number) =>
  z
    .array(id)
    .max(max)
    .refine((ids) => new Set(ids).size === ids.length, refusal('duplicate'));
const roles = idsUpTo(MAX_ROLES_A_GROUP);
/** The groups of a user. */
export const roleGroupIds = idsUpTo(MAX_ROLE_GROUPS_A_USER);

const named = z.object({ id, name: z.string() });

/** A set of roles that users are given as one. */
export const roleGroup = z.object({
  id,
  name: z.string(),
  description: z.string().nullable(),
  roles: z.array(named),
  userCount: z.number(),
});
export type RoleGroup = z.output<typeof roleGroup>;

/** A user's role and where it comes from: given directly, from groups, or both. */
export const roleSource = z.object({ role: named, direct: z.boolean(), groups: z.array(named) });
export type RoleSource = z.output<typeof roleSource>;

/** What a user's record says of them. */
export const userRoleGroups = { roleGroups: z.array(named), roleSources: z.array(roleSource) };

export const listRoleGroups = contract({
  method: 'GET',
  path: '/role-groups',
  permissions: ['roles.read'],
  scope: 'open',
  query: z.strictObject({ ...paging, _q: line(100).optional() }),
  response: z.array(roleGroup),
  meta: listMeta,
});

export const getRoleGroup = contract({
  method: 'GET',
  path: '/role-groups/:id',
  permissions: ['roles.read'],
  scope: 'open',
  params: byId,
  response: roleGroup,
});

export const createRoleGroup = contract({
  method: 'POST',
  path: '/role-groups',
  permissions: ['role-groups.manage'],
  body: z.strictObject({ name, description: description.optional(), roles }),
  response: roleGroup,
  status: 201,
});

/** Changes of its roles apply to its users. */
export const updateRoleGroup = contract({
  method: 'PUT',
  path: '/role-groups/:id',
  permissions: ['role-groups.manage'],
  params: byId,
  body: z.strictObject({
    name: name.optional(),
    description: description.optional(),
    roles: roles.optional(),
  }),
  response: roleGroup,
});

/** Takes its roles from its users, except those that they also have otherwise. */
export const deleteRoleGroup = contract({
  method: 'DELETE',
  path: '/role-groups/:id',
  permissions: ['role-groups.manage'],
  params: byId,
  response: roleGroup,
});

export const listUserRoleGroups = contract({
  method: 'GET',
  path: '/users/:id/role-groups',
  permissions: ['users.read'],
  params: byId,
  response: z.object(userRoleGroups),
});

/** Replaces the list. */
export const setUserRoleGroups = contract({
  method: 'PUT',
  path: '/users/:id/role-groups',
  permissions: ['users.update'],
  params: byId,
  body: z.strictObject({ roleGroups: roleGroupIds }),
  response: z.object(userRoleGroups),
});
