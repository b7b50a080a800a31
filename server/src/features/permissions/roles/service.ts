import { isDeepStrictEqual } from 'node:util';

import type { z } from 'zod';

import type { UserType } from '../../../../../shared/constants';
import type { listRoles, Role, updateRole } from '../../../../../shared/contracts/roles';
import { assertFreshProofOfSession } from '../../../access/fresh-proof';
import { beyond, type RolePermission, within } from '../../../domain/permissions';
import { type Actor, SUPER_ADMIN } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { dropUndefined } from '../../../platform/drop-undefined';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { apiActions } from './api-actions';
import { effectivePermissions } from './effective-permissions';
import { concerningOthersAmong, privilegedAmong } from './privileged';
import { createRoleStore, type RoleCopy, type RoleRules, type StoredRole } from './store';

type Conditions = { conditionProvider: { has: (condition: string) => boolean } };

export const rolesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createRoleStore(strapi);

  const describe = async (roles: readonly StoredRole[]): Promise<Role[]> => {
    const ids = roles.map(({ id }) => id);
    const counts = await store.countHolders(ids);
    const privileged = await privilegedAmong(strapi, ids);
    return roles.map((role) => ({
      ...role,
      adminRole: role.id,
      userCount: counts.get(role.id) ?? 0,
      isPrivileged: role.code === SUPER_ADMIN || privileged.has(role.id),
    }));
  };

  const permissionsOf = (roleIds: readonly number[]): Promise<RolePermission[]> =>
    strapi.db.query('admin::permission').findMany({ where: { role: { id: { $in: [...roleIds] } } } });

  const superAdminRoleIds = async () => (await store.findByCode(SUPER_ADMIN)).map(({ id }) => id);

  const isAnyPrivileged = async (roleIds: readonly number[]) =>
    (await privilegedAmong(strapi, roleIds)).size > 0 ||
    (roleIds.length > 0 && (await superAdminRoleIds()).some((id) => roleIds.includes(id)));

  /** Nobody gives more of the Content API than their own roles do, but who makes tokens for all of it in Strapi. */
  const assertHoldsActions = async (actions: readonly string[], actor: Actor) => {
    if (actor.isSuperAdmin || actor.holds('admin::api-tokens.create')) return;
    const roles = actor.given ? [] : await store.findMany(actor.roleIds);
    const held = new Set(roles.flatMap((role) => role.apiActions));
    if (!actions.every((action) => held.has(action))) throw new GatehouseError('MORE_THAN_YOU_HOLD');
  };

  /** Every permission must be among the actor's own. */
  const assertHolds = async (granted: readonly RolePermission[], actor: Actor) => {
    if (actor.isSuperAdmin) return;
    const held = await permissionsOf(actor.roleIds);
    if (beyond(granted, held).length > 0 || beyond(granted, actor.given ?? held).length > 0)
      throw new GatehouseError('MORE_THAN_YOU_HOLD');
  };

  /** What was given before is not looked at: an action whose content type is gone can stay until it is back. */
  const assertMayGive = async (role: StoredRole, actions: readonly string[], actor: Actor) => {
    const added = actions.filter((action) => !role.apiActions.includes(action));
    const known = new Set(apiActions(strapi).map(({ uid }) => uid));
    if (!added.every((action) => known.has(action))) throw fieldError('UNKNOWN_API_ACTION', 'apiActions');
    await assertHoldsActions(added, actor);
  };

  /** What the licences are called that a role allows, before and after. */
  const licenceNames = async (before: RoleRules, after: RoleRules) => {
    const names = await getService(strapi, 'licences').names();
    const namesOf = (ids: readonly number[]) => ids.flatMap((id) => names.get(id) ?? []).sort();
    return { before: namesOf(before.licences), after: namesOf(after.licences) };
  };

  return {
    apiActions: () => ({ data: apiActions(strapi) }),

    async list({ page, pageSize, _q }: z.output<typeof listRoles.query>) {
      const { total, roles } = await store.list({ q: _q, offset: (page - 1) * pageSize, limit: pageSize });
      return { data: await describe(roles), meta: paginate({ page, pageSize, total }) };
    },

    async get(id: number) {
      const [role] = await describe(await store.findMany([id]));
      if (!role) throw new GatehouseError('NOT_FOUND');
      return { data: role };
    },

    /** Takes hold of who holds it in the same transaction. */
    async update(id: number, body: z.output<typeof updateRole.body>, actor: Actor) {
      const mfa = getService(strapi, 'mfa');
      await inTransaction(strapi, async () => {
        if (body.licences) await getService(strapi, 'licences').hold();
        const [role] = await store.findMany([id]);
        if (!role) throw new GatehouseError('NOT_FOUND');
        await this.assertMayManage(id, actor);
        const { mfaRequired, maxSessions, apiActions, userTypes, licences, ownAccountsOnly } = {
          ...role,
          ...dropUndefined(body),
        };
        const after: RoleRules = {
          mfaRequired,
          maxSessions,
          apiActions,
          userTypes,
          licences,
          ownAccountsOnly,
        };
        const changes = Object.fromEntries(
          (Object.keys(after) as (keyof RoleRules)[])
            .filter((rule) => !isDeepStrictEqual(after[rule], role[rule]))
            .map((rule) => [rule, { before: role[rule], after: after[rule] }]),
        );
        if (Object.keys(changes).length === 0) return;
        if ('mfaRequired' in changes && after.mfaRequired) {
          mfa.assertPossible();
          await mfa.assertHasOwn(actor);
        }
        if ('ownAccountsOnly' in changes && !actor.isSuperAdmin) throw new GatehouseError('SUPER_ADMIN_ONLY');
        if ('apiActions' in changes) await assertMayGive(role, apiActions, actor);
        if ('userTypes' in changes && (await store.isHeldByOther(id, userTypes)))
          throw fieldError('ROLE_HELD_BY_TYPE', 'userTypes');
        if ('licences' in changes) {
          if (!actor.can('licences.manage')) throw new GatehouseError('NOT_PERMITTED');
          await getService(strapi, 'licences').assertMayName(id, licences);
        }
        if (['mfaRequired', 'ownAccountsOnly', 'apiActions'].some((rule) => rule in changes))
          await assertFreshProofOfSession(strapi);
        await store.setRules(id, after, clock.now());
        if ('mfaRequired' in changes) await mfa.syncRequired(null);
        await getService(strapi, 'log').recordChange({
          about: { kind: 'role', id, name: role.name },
          action: 'role-changed',
          changes:
            'licences' in changes ? { ...changes, licences: await licenceNames(role, after) } : changes,
          actor,
        });
      });
      return this.get(id);
    },

    async changes(id: number, paging: { page: number; pageSize: number }) {
      await this.get(id);
      return getService(strapi, 'log').listOfRole(id, paging);
    },

    /** What somebody's roles let them do, of the panel and of the Content API. */
    async permissionsOfUser(userId: number) {
      const user = await getService(strapi, 'users').find(userId);
      if (!user) throw new GatehouseError('NOT_FOUND');
      const { roleSources } = (await getService(strapi, 'roleGroups').ofUsers([user]))(user);
      const held = await store.findMany(roleSources.map(({ role }) => role.id));
      return { data: await effectivePermissions(strapi, held, roleSources) };
    },

    requiringMfa: () => store.requiringMfa(),

    limiting: () => store.limiting(),

    concerningOthersAmong: (roleIds: readonly number[]) => concerningOthersAmong(strapi, roleIds),
    isAnyPrivileged,

    fewestSessions: (adminUserId: number) => store.fewestSessions(adminUserId),

    superAdminRoleIds,

    /**
     * First in a transaction that may shut out a super admin: two who shut out each other at once follow each other,
     * so that one remains. MariaDB reads what was there at a transaction's first plain read, hence first.
     */
    holdSuperAdmins: () => store.hold({ code: SUPER_ADMIN }),
    hold: (id: number) => store.hold({ id }),

    async rolesOf(adminUserIds: readonly number[]) {
      const byUser = new Map<number, { id: number; name: string }[]>();
      for (const { adminUserId, ...role } of await store.linksOf(adminUserIds))
        byUser.set(adminUserId, [...(byUser.get(adminUserId) ?? []), role]);
      return byUser;
    },

    async names(ids: readonly number[]) {
      return new Map((await store.findMany(ids)).map(({ id, name }) => [id, name]));
    },

    async isSuperAdmin(adminUserId: number) {
      const superAdminRoles = await superAdminRoleIds();
      return (await store.linksOf([adminUserId])).some(({ id }) => superAdminRoles.includes(id));
    },

    /** Those of them who are super admins. */
    async superAdminsAmong(adminUserIds: readonly number[]) {
      const superAdminRoles = await superAdminRoleIds();
      const links = await store.linksOf(adminUserIds);
      return new Set(
        links.filter(({ id }) => superAdminRoles.includes(id)).map(({ adminUserId }) => adminUserId),
      );
    },

    /** Nobody grants more than they hold, and what is privileged no session that has not shown of late that they are there. */
    async assertMayGrant(roleIds: readonly number[], actor: Actor) {
      const known = await store.findMany(roleIds);
      if (known.length !== roleIds.length) throw fieldError('UNKNOWN_ROLE', 'roles');
      await assertHoldsActions(
        known.flatMap((role) => role.apiActions),
        actor,
      );
      if (!actor.isSuperAdmin && known.some(({ code }) => code === SUPER_ADMIN))
        throw new GatehouseError('SUPER_ADMIN_ONLY');
      if (!actor.isSuperAdmin) await assertHolds(await permissionsOf(roleIds), actor);
      if (await isAnyPrivileged(roleIds)) await assertFreshProofOfSession(strapi);
    },

    assertHolds,
    permissionsOf,
    /** As much of these permissions as the roles hold at this moment. */
    async heldOf<P extends RolePermission>(given: readonly P[], roleIds: readonly number[]): Promise<P[]> {
      const { conditionProvider } = strapi.service('admin::permission') as unknown as Conditions;
      // Strapi asks about no other conditions (permissions/engine, 5.54); where none is left, nothing is asked.
      const known = <Q extends RolePermission>(permission: Q): Q => ({
        ...permission,
        conditions: permission.conditions?.filter((condition) => conditionProvider.has(condition)),
      });
      return within((await permissionsOf(roleIds)).map(known), given.map(known));
    },

    /** Whether they permit anything in the panel at all. */
    async permitAnything(roleIds: readonly number[]) {
      const some = await strapi.db
        .query('admin::permission')
        .findOne({ where: { role: { id: { $in: [...roleIds] } } }, select: ['id'] });
      return some !== null;
    },

    findMany: (ids: readonly number[]) => store.findMany(ids),
    all: () => store.all(),

    /** Refuses roles that are not for users of the type. */
    async assertFor(type: UserType, roleIds: readonly number[]) {
      if ((await store.findMany(roleIds)).some(({ userTypes }) => !userTypes.includes(type)))
        throw fieldError('ROLE_NOT_FOR_TYPE', 'roles');
    },

    /** Refuses where somebody may not change what belongs to the role: what bears on a super admin is a super admin's. */
    async assertMayManage(id: number, actor: Actor) {
      const [role] = await store.findMany([id]);
      if (!role) throw fieldError('UNKNOWN_ROLE', 'role');
      if (actor.isSuperAdmin) return;
      if (role.code === SUPER_ADMIN || (await store.isSharedWith(id, await superAdminRoleIds())))
        throw new GatehouseError('SUPER_ADMIN_ONLY');
    },

    holders: (ids: readonly number[]) => store.holders(ids),

    /**
     * Brings our roles in step with Strapi's. Answers the ids of those that were renamed and those that are gone.
     */
    async sync() {
      const native: RoleCopy[] = (await strapi.db.query('admin::role').findMany({})).map(
        ({ id, name, code, description }: RoleCopy) => ({
          id: Number(id),
          name,
          code,
          description: description ?? null,
        }),
      );
      const ours = new Map((await store.all()).map((role) => [role.id, role]));
      const now = clock.now();
      await store.insertMissing(
        native.filter(({ id }) => !ours.has(id)),
        now,
      );
      const changed = native.filter((role) => {
        const own = ours.get(role.id);
        return (
          own && (own.name !== role.name || own.code !== role.code || own.description !== role.description)
        );
      });
      for (const role of changed) await store.update(role, now);
      const gone = [...ours.keys()].filter((id) => !native.some((role) => role.id === id));
      if (gone.length > 0) await store.remove(gone);
      return {
        renamed: changed.filter(({ id, name }) => ours.get(id)?.name !== name).map(({ id }) => id),
        gone,
      };
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    roles: ReturnType<typeof rolesService>;
  }
}
