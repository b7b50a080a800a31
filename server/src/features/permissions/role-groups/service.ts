/**
 * Sets of roles that are given as one. What Strapi knows of a user's roles is always what they were given directly with
 * what their groups give, so that everything that reads roles, Strapi itself too, need not know of groups.
 *
 * Whatever changes groups, or who is in them, takes hold of the super admins first: one such change at a time.
 */

import type { z } from 'zod';

import type { UserType } from '../../../../../shared/constants';
import type * as contracts from '../../../../../shared/contracts/role-groups';
import {
  MAX_ROLE_GROUPS,
  type RoleGroup,
  type RoleSource,
} from '../../../../../shared/contracts/role-groups';
import { refuse } from '../../../../../shared/refusals';
import { type HeldGroup, type Holding, inheritedIn, type RoleChange } from '../../../domain/holding';
import { nameKey } from '../../../domain/name-key';
import { compareTexts } from '../../../domain/order-key';
import type { LogAction } from '../../../../../shared/log/actions';
import type { Target } from '../../activity/log/one-entry';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { differing } from '../../activity/log/differing';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import type { NewRoleGroup, StoredRoleGroup } from './store';
import * as store from './store';
import {
  assertMayGrant,
  assertRolesForType,
  holdSuperAdmins,
  roleNames,
  rolesOf,
  superAdminRoleIds,
} from '../roles/service';
import { syncUsers } from '../../people/directory/service';
import { licencesForbidding } from '../licences/holding';
import { hasUsableSuperAdmin } from '../../people/users/service';
import { recordChange, recordChanges } from '../../activity/log/service';
import { holdLicences } from '../licences/store';

type Named = { id: number; name: string };
type Someone = { id: number; adminUserId: number };
export type RolesOfUser = { roles: Named[]; roleGroups: Named[]; roleSources: RoleSource[] };

const NOTHING: RolesOfUser = { roles: [], roleGroups: [], roleSources: [] };
const namesOf = (named: readonly Named[]) => named.map(({ name }) => name).sort(compareTexts);
const idsOf = (named: readonly Named[]) => named.map(({ id }) => id);

const describe = async (strapi: Strapi, groups: readonly StoredRoleGroup[]): Promise<RoleGroup[]> => {
  const ids = groups.map(({ id }) => id);
  const given = await store.rolesOf(strapi, ids);
  const counts = await store.countMembers(strapi, ids);
  return groups.map((group) => ({
    ...group,
    roles: given.get(group.id) ?? [],
    userCount: counts.get(group.id) ?? 0,
  }));
};

const find = async (strapi: Strapi, id: number): Promise<RoleGroup> => {
  const [group] = await describe(strapi, await store.findMany(strapi, [id]));
  if (!group) throw new GatehouseError('NOT_FOUND');
  return group;
};

/** For a change. */
const hold = async (strapi: Strapi, id: number) => {
  await holdSuperAdmins(strapi);
  return find(strapi, id);
};

const assertNameIsFree = async (strapi: Strapi, name: string, id = 0) => {
  if (await store.isNameTaken(strapi, name, id)) throw fieldError('ROLE_GROUP_NAME_TAKEN', 'name');
};

/** Only a super admin touches a group that makes super admins, or that one of them is in. */
const assertMayManage = async (strapi: Strapi, { id, roles: given }: RoleGroup, actor: Actor) => {
  if (actor.isSuperAdmin) return;
  const superAdminRoles = await superAdminRoleIds(strapi);
  if (
    given.some((role) => superAdminRoles.includes(role.id)) ||
    (await store.isAnyHeldIn(strapi, id, superAdminRoles))
  )
    throw new GatehouseError('SUPER_ADMIN_ONLY');
};

/** Brings what its users hold in step with what the group is to give. */
const changeRoles = async (strapi: Strapi, group: RoleGroup, roleIds: readonly number[], actor: Actor) => {
  const before = idsOf(group.roles);
  const added = roleIds.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !roleIds.includes(id));
  if (added.length + removed.length === 0) return;
  await assertMayGrant(strapi, added, actor);
  for (const type of await store.typesIn(strapi, group.id))
    await assertRolesForType(strapi, type as UserType, added);
  await assertLicensed(strapi, group.id, added);
  const now = clock.now();
  await store.changeRoles(strapi, group.id, { added, removed }, now);
  const lost = await store.unfoundedIn(strapi, group.id, removed);
  await store.disinherit(strapi, lost);
  const gained = await store.missingIn(strapi, group.id);
  await store.inherit(strapi, gained, now);
  if (lost.length > 0) await assertNobodyIsLost(strapi, group.id, removed);
  const concerned = new Set([...lost, ...gained].map(({ adminUserId }) => adminUserId));
  await syncUsers(strapi, [...concerned], actor, 'of-others');
};

/** What a group is to give, the licences of all its users must allow. */
const assertLicensed = async (strapi: Strapi, id: number, added: readonly number[]) => {
  const count = await store.countLicensedIn(strapi, id, await licencesForbidding(strapi, added));
  if (count > 0) throw fieldError('LICENCE_USERS_MISFIT', 'roles', refuse('users-misfit', { count }));
};

const assertNobodyIsLost = async (strapi: Strapi, id: number, removed: readonly number[]) => {
  if (await store.isAnyWithoutRoleIn(strapi, id)) throw new GatehouseError('ROLES_NEEDED');
  const superAdminRoles = await superAdminRoleIds(strapi);
  if (removed.some((roleId) => superAdminRoles.includes(roleId)) && !(await hasUsableSuperAdmin(strapi)))
    throw new GatehouseError('LAST_SUPER_ADMIN');
};

const record = async (
  strapi: Strapi,
  action: LogAction,
  about: Target,
  before: object,
  after: object,
  actor: Actor,
) => {
  const changes = differing(before, after);
  // Of a user it comes of a change of what they hold.
  const follows = about.kind === 'user';
  if (changes) await recordChange(strapi, { about, action, changes, actor, follows });
};

const withRoles = async (strapi: Strapi, groups: readonly Named[]): Promise<HeldGroup[]> => {
  const given = await store.rolesOf(strapi, idsOf(groups));
  return groups.map(({ id, name }) => ({ id, name, roleIds: idsOf(given.get(id) ?? []) }));
};

const findGroups = async (strapi: Strapi, ids: readonly number[]) => {
  const groups = await store.findMany(strapi, ids);
  if (groups.length !== ids.length) throw fieldError('UNKNOWN_ROLE_GROUP', 'roleGroups');
  return withRoles(strapi, groups);
};

const groupNamesOf = async (strapi: Strapi, userIds: readonly number[]) => {
  const names = new Map<number, string[]>(userIds.map((id) => [id, []]));
  for (const { userId, group } of await store.membershipsOf(strapi, userIds))
    names.get(userId)?.push(group.name);
  return names;
};

export const listRoleGroups = async (
  strapi: Strapi,
  { page, pageSize, _q }: z.output<typeof contracts.listRoleGroups.query>,
) => {
  const { total, groups } = await store.list(strapi, {
    q: _q,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  });
  return { data: await describe(strapi, groups), meta: paginate({ page, pageSize, total }) };
};

export const getRoleGroup = async (strapi: Strapi, id: number) => ({ data: await find(strapi, id) });

export const createRoleGroup = (
  strapi: Strapi,
  { roles: roleIds, ...body }: z.output<typeof contracts.createRoleGroup.body>,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    await holdSuperAdmins(strapi);
    if ((await store.count(strapi)) >= MAX_ROLE_GROUPS) throw fieldError('TOO_MANY_ROLE_GROUPS', 'name');
    await assertNameIsFree(strapi, body.name);
    const made = await store.insert(strapi, { ...body, description: body.description ?? null }, clock.now());
    const empty: RoleGroup = { ...made, roles: [], userCount: 0 };
    await changeRoles(strapi, empty, roleIds, actor);
    const data = await find(strapi, made.id);
    await record(strapi, 'role-group-created', targetOf(data), {}, factsOfGroup(data), actor);
    return { data };
  });

export const updateRoleGroup = (
  strapi: Strapi,
  id: number,
  body: z.output<typeof contracts.updateRoleGroup.body>,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    if (body.roles) await holdLicences(strapi);
    const before = await hold(strapi, id);
    await assertMayManage(strapi, before, actor);
    const { roles: roleIds, ...named } = dropUndefined(body);
    const after: NewRoleGroup = { name: before.name, description: before.description, ...named };
    const isRenamed = nameKey(after.name) !== nameKey(before.name);
    if (isRenamed) await assertNameIsFree(strapi, after.name, id);
    await store.update(strapi, { id, ...after }, isRenamed, clock.now());
    if (roleIds) await changeRoles(strapi, before, roleIds, actor);
    const data = await find(strapi, id);
    await record(
      strapi,
      'role-group-changed',
      targetOf(data),
      factsOfGroup(before),
      factsOfGroup(data),
      actor,
    );
    return { data };
  });

/** Takes its roles from its users first, with all that this asks for. */
export const deleteRoleGroup = (strapi: Strapi, id: number, actor: Actor) =>
  inTransaction(strapi, async () => {
    const data = await hold(strapi, id);
    await assertMayManage(strapi, data, actor);
    await changeRoles(strapi, data, [], actor);
    await store.remove(strapi, id);
    await record(strapi, 'role-group-deleted', targetOf(data), factsOfGroup(data), {}, actor);
    return { data };
  });

/** The roles of users and where each comes from, in few look-ups for any number of users. */
export const roleGroupsOfUsers = async (
  strapi: Strapi,
  users: readonly Someone[],
): Promise<(user: Someone) => RolesOfUser> => {
  const userIds = users.map(({ id }) => id);
  const native = await rolesOf(
    strapi,
    users.map(({ adminUserId }) => adminUserId),
  );
  const memberships = await store.membershipsOf(strapi, userIds);
  const given = await store.rolesOf(strapi, [...new Set(memberships.map(({ group }) => group.id))]);
  const inherited = memberships.length > 0 ? await store.inheritedOf(strapi, userIds) : [];
  return ({ id, adminUserId }) => {
    const held = native.get(adminUserId) ?? [];
    const groups = memberships.filter(({ userId }) => userId === id).map(({ group }) => group);
    const isInherited = (roleId: number) =>
      inherited.some((one) => one.userId === id && one.roleId === roleId);
    const roleSources = held.map((role) => {
      const from = groups.filter((group) => given.get(group.id)?.some((one) => one.id === role.id));
      return { role, direct: from.length === 0 || !isInherited(role.id), groups: from };
    });
    return { roles: held, roleGroups: groups, roleSources };
  };
};

/** What a user holds, nothing for null, and what they are to hold: the present unless given. */
export const changeOfRoles = async (
  strapi: Strapi,
  user: Someone | null,
  given: { roles?: readonly number[]; roleGroups?: readonly number[] },
): Promise<RoleChange> => {
  const { roleGroups, roleSources } = user ? (await roleGroupsOfUsers(strapi, [user]))(user) : NOTHING;
  const before: Holding = {
    direct: roleSources.filter(({ direct }) => direct).map(({ role }) => role.id),
    groups: await withRoles(strapi, roleGroups),
  };
  const groups = given.roleGroups ? await findGroups(strapi, given.roleGroups) : before.groups;
  return { before, after: { direct: given.roles ?? before.direct, groups } };
};

/** Before Strapi is told the roles that follow from it. */
export const setRoleGroups = async (
  strapi: Strapi,
  userId: number,
  { before, after }: RoleChange,
  actor: Actor,
) => {
  if (before.groups.length + after.groups.length === 0) return;
  const values = { groups: idsOf(after.groups), inherited: inheritedIn(after) };
  await store.setOf(strapi, userId, values, clock.now());
  const names = await roleNames(strapi, [...before.direct, ...after.direct]);
  const factsOf = ({ direct, groups }: Holding) => ({
    roleGroups: namesOf(groups),
    directRoles: direct.flatMap((id) => names.get(id) ?? []).sort(),
  });
  await record(
    strapi,
    'role-groups-changed',
    { kind: 'user', id: userId },
    factsOf(before),
    factsOf(after),
    actor,
  );
};

/**
 * Follows what Strapi's own pages made of roles: whoever lost a role that a group gives leaves the group, and what
 * else it gave them they have directly from then on.
 */
export const followNativeRoles = async (strapi: Strapi, adminUserIds: readonly number[], actor: Actor) => {
  const broken = await store.brokenAmong(strapi, adminUserIds);
  if (broken.length > 0) {
    const userIds = [...new Set(broken.map(({ userId }) => userId))];
    const before = await groupNamesOf(strapi, userIds);
    await store.leave(strapi, broken);
    const after = await groupNamesOf(strapi, userIds);
    await recordChanges(
      strapi,
      userIds.map((userId) => ({
        about: { kind: 'user' as const, id: userId },
        action: 'role-groups-changed' as const,
        changes: { roleGroups: { before: before.get(userId), after: after.get(userId) } },
        actor,
        follows: true,
      })),
    );
  }
  await store.forgetUnfounded(strapi, adminUserIds);
};

const targetOf = ({ id, name }: RoleGroup): Target => ({ kind: 'role-group', id, name });

const factsOfGroup = ({ name, description, roles }: RoleGroup) => ({
  name,
  description,
  roles: namesOf(roles),
});
