import type { z } from 'zod';

import type { listRoles, Role } from '../../../../shared/contracts/roles';
import { covers, type RolePermission } from '../../domain/permissions';
import { type Actor, SUPER_ADMIN } from '../../lib/actor';
import { clock } from '../../lib/clock';
import { fieldError, GatehouseError } from '../../lib/errors';
import { paginate } from '../../lib/pagination';
import type { Strapi } from '../../lib/strapi';
import { createRoleStore, type StoredRole } from './store';

export const rolesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createRoleStore(strapi);

  const describe = async (roles: readonly StoredRole[]): Promise<Role[]> => {
    const counts = await store.countHolders(roles.map(({ id }) => id));
    return roles.map((role) => ({ ...role, adminRole: role.id, userCount: counts.get(role.id) ?? 0 }));
  };

  const permissionsOf = (roleIds: readonly number[]): Promise<RolePermission[]> =>
    strapi.db.query('admin::permission').findMany({ where: { role: { id: { $in: [...roleIds] } } } });

  const superAdminRoleIds = async () => (await store.findByCode(SUPER_ADMIN)).map(({ id }) => id);

  return {
    async list({ page, pageSize, _q }: z.output<typeof listRoles.query>) {
      const { total, roles } = await store.list({ q: _q, offset: (page - 1) * pageSize, limit: pageSize });
      return { data: await describe(roles), meta: paginate({ page, pageSize, total }) };
    },

    async get(id: number) {
      const [role] = await describe(await store.findMany([id]));
      if (!role) throw new GatehouseError('NOT_FOUND');
      return { data: role };
    },

    superAdminRoleIds,

    /**
     * First in a transaction that may shut out a super admin: two who shut out each other at once follow each other,
     * so that one remains. MariaDB reads what was there at a transaction's first plain read, hence first.
     */
    holdSuperAdmins: () => store.hold(SUPER_ADMIN),

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

    /** Nobody grants more than they hold: every permission of the roles must be among the actor's own. */
    async assertMayGrant(roleIds: readonly number[], actor: Actor) {
      const known = await store.findMany(roleIds);
      if (known.length !== roleIds.length) throw fieldError('UNKNOWN_ROLE', 'roles');
      if (actor.isSuperAdmin || roleIds.length === 0) return;
      if (known.some(({ code }) => code === SUPER_ADMIN)) throw new GatehouseError('SUPER_ADMIN_ONLY');
      const held = await permissionsOf(actor.roleIds);
      const granted = await permissionsOf(roleIds);
      if (!granted.every((permission) => held.some((own) => covers(own, permission))))
        throw new GatehouseError('MORE_THAN_YOU_HOLD');
    },

    /** Refuses where somebody may not change what belongs to the role. */
    async assertMayManage(id: number, actor: Actor) {
      const [role] = await store.findMany([id]);
      if (!role) throw fieldError('UNKNOWN_ROLE', 'role');
      if (role.code === SUPER_ADMIN && !actor.isSuperAdmin) throw new GatehouseError('SUPER_ADMIN_ONLY');
    },

    holders: (ids: readonly number[]) => store.holders(ids),

    /**
     * Brings our roles in step with Strapi's. Answers the ids of those that were renamed and those that are gone.
     */
    async sync() {
      const native: StoredRole[] = (await strapi.db.query('admin::role').findMany({})).map(
        ({ id, name, code, description }: StoredRole) => ({
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

declare module '../../lib/services' {
  interface Services {
    roles: ReturnType<typeof rolesService>;
  }
}
