import type { RoleSource } from '../../../../../shared/contracts/role-groups';
import type { LogAction } from '../../../../../shared/log/actions';
import { type HeldGroup, type Holding, inheritedIn, type RoleChange } from '../../../domain/holding';
import { compareTexts } from '../../../domain/order-key';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { fieldError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { differing } from '../../activity/log/differing';
import type { Target } from '../../activity/log/one-entry';
import { recordChange, recordChanges } from '../../activity/log/record';
import { roleNames, rolesOf } from '../roles/record';
import * as store from './store';

type Named = { id: number; name: string };
type Someone = { id: number; adminUserId: number };
export type RolesOfUser = { roles: Named[]; roleGroups: Named[]; roleSources: RoleSource[] };

const NOTHING: RolesOfUser = { roles: [], roleGroups: [], roleSources: [] };
export const namesOf = (named: readonly Named[]) => named.map(({ name }) => name).sort(compareTexts);
export const idsOf = (named: readonly Named[]) => named.map(({ id }) => id);

export const record = async (
  strapi: Strapi,
  action: LogAction,
  about: Target,
  before: object,
  after: object,
  actor: Actor,
) => {
  const changes = differing(before, after);
  // For a user, it follows from a change of what they hold.
  const follows = about.kind === 'user';
  if (changes) await recordChange(strapi, { about, action, changes, actor, follows });
};

const withRoles = async (strapi: Strapi, groups: readonly Named[]): Promise<HeldGroup[]> => {
  const groupRoles = await store.rolesOf(strapi, idsOf(groups));
  return groups.map(({ id, name }) => ({ id, name, roleIds: idsOf(groupRoles.get(id) ?? []) }));
};

/** The ids of the roles that each of these groups gives. */
export const rolesOfGroups = async (strapi: Strapi, groups: readonly Named[]) => {
  const byId = new Map((await withRoles(strapi, groups)).map(({ id, roleIds }) => [id, roleIds]));
  return ({ id }: Named): readonly number[] => byId.get(id) ?? [];
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

/** The roles of users and where each comes from, in few queries for any number of users. */
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
  const groupRoles = await store.rolesOf(strapi, [...new Set(memberships.map(({ group }) => group.id))]);
  const inherited = memberships.length > 0 ? await store.inheritedOf(strapi, userIds) : [];
  return ({ id, adminUserId }) => {
    const held = native.get(adminUserId) ?? [];
    const groups = memberships.filter(({ userId }) => userId === id).map(({ group }) => group);
    const isInherited = (roleId: number) =>
      inherited.some((one) => one.userId === id && one.roleId === roleId);
    const roleSources = held.map((role) => {
      const from = groups.filter((group) => groupRoles.get(group.id)?.some((one) => one.id === role.id));
      return { role, direct: from.length === 0 || !isInherited(role.id), groups: from };
    });
    return { roles: held, roleGroups: groups, roleSources };
  };
};

/** What a user holds (null: nothing) and is to hold; whatever is not given stays. */
export const changeOfRoles = async (
  strapi: Strapi,
  user: Someone | null,
  wanted: { roles?: readonly number[]; roleGroups?: readonly number[] },
): Promise<RoleChange> => {
  const { roleGroups, roleSources } = user ? (await roleGroupsOfUsers(strapi, [user]))(user) : NOTHING;
  const before: Holding = {
    direct: roleSources.filter(({ direct }) => direct).map(({ role }) => role.id),
    groups: await withRoles(strapi, roleGroups),
  };
  const groups = wanted.roleGroups ? await findGroups(strapi, wanted.roleGroups) : before.groups;
  return { before, after: { direct: wanted.roles ?? before.direct, groups } };
};

/** Call before the resulting roles are written to Strapi. */
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
 * Follows role changes from Strapi's own pages: users who lost a role that a group gives leave the group, and
 * hold its other roles directly from then on.
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
