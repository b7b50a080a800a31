import type { z } from 'zod';

import type { UserType } from '../../../../../shared/constants';
import {
  type createRoleGroup,
  type listRoleGroups,
  MAX_ROLE_GROUPS,
  type RoleGroup,
  type RoleSource,
  type updateRoleGroup,
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
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createRoleGroupStore, type NewRoleGroup, type StoredRoleGroup } from './store';

type Named = { id: number; name: string };
type Someone = { id: number; adminUserId: number };
export type RolesOfUser = { roles: Named[]; roleGroups: Named[]; roleSources: RoleSource[] };

const NOTHING: RolesOfUser = { roles: [], roleGroups: [], roleSources: [] };
const namesOf = (named: readonly Named[]) => named.map(({ name }) => name).sort(compareTexts);
const idsOf = (named: readonly Named[]) => named.map(({ id }) => id);

/**
 * Sets of roles that are given as one. What Strapi knows of a user's roles is always what they were given directly with
 * what their groups give, so that everything that reads roles, Strapi itself too, need not know of groups.
 *
 * Whatever changes groups, or who is in them, takes hold of the super admins first: one such change at a time.
 */
export const roleGroupsService = ({ strapi }: { strapi: Strapi }) => {
  const store = createRoleGroupStore(strapi);
  const roles = () => getService(strapi, 'roles');
  const log = () => getService(strapi, 'log');

  const describe = async (groups: readonly StoredRoleGroup[]): Promise<RoleGroup[]> => {
    const ids = groups.map(({ id }) => id);
    const given = await store.rolesOf(ids);
    const counts = await store.countMembers(ids);
    return groups.map((group) => ({
      ...group,
      roles: given.get(group.id) ?? [],
      userCount: counts.get(group.id) ?? 0,
    }));
  };

  const find = async (id: number): Promise<RoleGroup> => {
    const [group] = await describe(await store.findMany([id]));
    if (!group) throw new GatehouseError('NOT_FOUND');
    return group;
  };

  /** For a change. */
  const hold = async (id: number) => {
    await roles().holdSuperAdmins();
    return find(id);
  };

  const assertNameIsFree = async (name: string, id = 0) => {
    if (await store.isNameTaken(name, id)) throw fieldError('ROLE_GROUP_NAME_TAKEN', 'name');
  };

  /** Only a super admin touches a group that makes super admins, or that one of them is in. */
  const assertMayManage = async ({ id, roles: given }: RoleGroup, actor: Actor) => {
    if (actor.isSuperAdmin) return;
    const superAdminRoles = await roles().superAdminRoleIds();
    if (
      given.some((role) => superAdminRoles.includes(role.id)) ||
      (await store.isAnyHeldIn(id, superAdminRoles))
    )
      throw new GatehouseError('SUPER_ADMIN_ONLY');
  };

  /** Brings what its users hold in step with what the group is to give. */
  const changeRoles = async (group: RoleGroup, roleIds: readonly number[], actor: Actor) => {
    const before = idsOf(group.roles);
    const added = roleIds.filter((id) => !before.includes(id));
    const removed = before.filter((id) => !roleIds.includes(id));
    if (added.length + removed.length === 0) return;
    await roles().assertMayGrant(added, actor);
    for (const type of await store.typesIn(group.id)) await roles().assertFor(type as UserType, added);
    await assertLicensed(group.id, added);
    const now = clock.now();
    await store.changeRoles(group.id, { added, removed }, now);
    const lost = await store.unfoundedIn(group.id, removed);
    await store.disinherit(lost);
    const gained = await store.missingIn(group.id);
    await store.inherit(gained, now);
    if (lost.length > 0) await assertNobodyIsLost(group.id, removed);
    const concerned = new Set([...lost, ...gained].map(({ adminUserId }) => adminUserId));
    await getService(strapi, 'directory').sync([...concerned], actor, 'of-others');
  };

  /** What a group is to give, the licences of all its users must allow. */
  const assertLicensed = async (id: number, added: readonly number[]) => {
    const count = await store.countLicensedIn(id, await getService(strapi, 'licences').forbidding(added));
    if (count > 0) throw fieldError('LICENCE_USERS_MISFIT', 'roles', refuse('users-misfit', { count }));
  };

  const assertNobodyIsLost = async (id: number, removed: readonly number[]) => {
    if (await store.isAnyWithoutRoleIn(id)) throw new GatehouseError('ROLES_NEEDED');
    const superAdminRoles = await roles().superAdminRoleIds();
    if (
      removed.some((roleId) => superAdminRoles.includes(roleId)) &&
      !(await getService(strapi, 'users').hasUsableSuperAdmin())
    )
      throw new GatehouseError('LAST_SUPER_ADMIN');
  };

  const record = async (action: LogAction, about: Target, before: object, after: object, actor: Actor) => {
    const changes = differing(before, after);
    // Of a user it comes of a change of what they hold.
    const follows = about.kind === 'user';
    if (changes) await log().recordChange({ about, action, changes, actor, follows });
  };

  const withRoles = async (groups: readonly Named[]): Promise<HeldGroup[]> => {
    const given = await store.rolesOf(idsOf(groups));
    return groups.map(({ id, name }) => ({ id, name, roleIds: idsOf(given.get(id) ?? []) }));
  };

  const findGroups = async (ids: readonly number[]) => {
    const groups = await store.findMany(ids);
    if (groups.length !== ids.length) throw fieldError('UNKNOWN_ROLE_GROUP', 'roleGroups');
    return withRoles(groups);
  };

  const groupNamesOf = async (userIds: readonly number[]) => {
    const names = new Map<number, string[]>(userIds.map((id) => [id, []]));
    for (const { userId, group } of await store.membershipsOf(userIds)) names.get(userId)?.push(group.name);
    return names;
  };

  return {
    async list({ page, pageSize, _q }: z.output<typeof listRoleGroups.query>) {
      const { total, groups } = await store.list({ q: _q, offset: (page - 1) * pageSize, limit: pageSize });
      return { data: await describe(groups), meta: paginate({ page, pageSize, total }) };
    },

    get: async (id: number) => ({ data: await find(id) }),

    create: ({ roles: roleIds, ...body }: z.output<typeof createRoleGroup.body>, actor: Actor) =>
      inTransaction(strapi, async () => {
        await roles().holdSuperAdmins();
        if ((await store.count()) >= MAX_ROLE_GROUPS) throw fieldError('TOO_MANY_ROLE_GROUPS', 'name');
        await assertNameIsFree(body.name);
        const made = await store.insert({ ...body, description: body.description ?? null }, clock.now());
        const empty: RoleGroup = { ...made, roles: [], userCount: 0 };
        await changeRoles(empty, roleIds, actor);
        const data = await find(made.id);
        await record('role-group-created', targetOf(data), {}, factsOfGroup(data), actor);
        return { data };
      }),

    update: (id: number, body: z.output<typeof updateRoleGroup.body>, actor: Actor) =>
      inTransaction(strapi, async () => {
        if (body.roles) await getService(strapi, 'licences').hold();
        const before = await hold(id);
        await assertMayManage(before, actor);
        const { roles: roleIds, ...named } = dropUndefined(body);
        const after: NewRoleGroup = { name: before.name, description: before.description, ...named };
        const isRenamed = nameKey(after.name) !== nameKey(before.name);
        if (isRenamed) await assertNameIsFree(after.name, id);
        await store.update({ id, ...after }, isRenamed, clock.now());
        if (roleIds) await changeRoles(before, roleIds, actor);
        const data = await find(id);
        await record('role-group-changed', targetOf(data), factsOfGroup(before), factsOfGroup(data), actor);
        return { data };
      }),

    /** Takes its roles from its users first, with all that this asks for. */
    remove: (id: number, actor: Actor) =>
      inTransaction(strapi, async () => {
        const data = await hold(id);
        await assertMayManage(data, actor);
        await changeRoles(data, [], actor);
        await store.remove(id);
        await record('role-group-deleted', targetOf(data), factsOfGroup(data), {}, actor);
        return { data };
      }),

    /** The roles of users and where each comes from, in few look-ups for any number of users. */
    async ofUsers(users: readonly Someone[]): Promise<(user: Someone) => RolesOfUser> {
      const userIds = users.map(({ id }) => id);
      const native = await roles().rolesOf(users.map(({ adminUserId }) => adminUserId));
      const memberships = await store.membershipsOf(userIds);
      const given = await store.rolesOf([...new Set(memberships.map(({ group }) => group.id))]);
      const inherited = memberships.length > 0 ? await store.inheritedOf(userIds) : [];
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
    },

    /** What a user holds, nothing for null, and what they are to hold: the present unless given. */
    async changeOf(
      user: Someone | null,
      given: { roles?: readonly number[]; roleGroups?: readonly number[] },
    ): Promise<RoleChange> {
      const { roleGroups, roleSources } = user ? (await this.ofUsers([user]))(user) : NOTHING;
      const before: Holding = {
        direct: roleSources.filter(({ direct }) => direct).map(({ role }) => role.id),
        groups: await withRoles(roleGroups),
      };
      const groups = given.roleGroups ? await findGroups(given.roleGroups) : before.groups;
      return { before, after: { direct: given.roles ?? before.direct, groups } };
    },

    /** Before Strapi is told the roles that follow from it. */
    async setOf(userId: number, { before, after }: RoleChange, actor: Actor) {
      if (before.groups.length + after.groups.length === 0) return;
      const values = { groups: idsOf(after.groups), inherited: inheritedIn(after) };
      await store.setOf(userId, values, clock.now());
      const names = await roles().names([...before.direct, ...after.direct]);
      const factsOf = ({ direct, groups }: Holding) => ({
        roleGroups: namesOf(groups),
        directRoles: direct.flatMap((id) => names.get(id) ?? []).sort(),
      });
      await record(
        'role-groups-changed',
        { kind: 'user', id: userId },
        factsOf(before),
        factsOf(after),
        actor,
      );
    },

    /** They are to keep the role when their groups no longer give it. */
    makeDirect: (userIds: readonly number[], roleId: number) => store.makeDirect(userIds, roleId),

    /**
     * Follows what Strapi's own pages made of roles: whoever lost a role that a group gives leaves the group, and what
     * else it gave them they have directly from then on.
     */
    async followNative(adminUserIds: readonly number[], actor: Actor) {
      const broken = await store.brokenAmong(adminUserIds);
      if (broken.length > 0) {
        const userIds = [...new Set(broken.map(({ userId }) => userId))];
        const before = await groupNamesOf(userIds);
        await store.leave(broken);
        const after = await groupNamesOf(userIds);
        await log().recordChanges(
          userIds.map((userId) => ({
            about: { kind: 'user' as const, id: userId },
            action: 'role-groups-changed' as const,
            changes: { roleGroups: { before: before.get(userId), after: after.get(userId) } },
            actor,
            follows: true,
          })),
        );
      }
      await store.forgetUnfounded(adminUserIds);
    },

    renewNameKeys: () => store.renewNameKeys(),

    /** For roles that are gone. */
    removeRoles: (roleIds: readonly number[]) => store.removeRoles(roleIds),

    removeOf: (userIds: readonly number[]) => store.removeOf(userIds),
  };
};

const targetOf = ({ id, name }: RoleGroup): Target => ({ kind: 'role-group', id, name });

const factsOfGroup = ({ name, description, roles }: RoleGroup) => ({
  name,
  description,
  roles: namesOf(roles),
});

declare module '../../../platform/services' {
  interface Services {
    roleGroups: ReturnType<typeof roleGroupsService>;
  }
}
