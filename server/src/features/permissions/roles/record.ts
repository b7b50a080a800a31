import type { RolePermission } from '../../../domain/permissions';
import { SUPER_ADMIN } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { concerningOthersAmong, privilegedAmong } from './privileged';
import * as store from './store';
import { allRoles, findRoles, type RoleCopy } from './store';

export const permissionsOfRoles = (strapi: Strapi, roleIds: readonly number[]): Promise<RolePermission[]> =>
  strapi.db.query('admin::permission').findMany({ where: { role: { id: { $in: [...roleIds] } } } });

/** The same, by role. */
export const permissionsByRole = async (strapi: Strapi, roleIds: readonly number[]) => {
  const rows: (RolePermission & { role: { id: number } })[] = await strapi.db
    .query('admin::permission')
    .findMany({ where: { role: { id: { $in: [...roleIds] } } }, populate: { role: { select: ['id'] } } });
  const byRole = new Map<number, RolePermission[]>();
  for (const { role, ...permission } of rows) {
    const ofRole = byRole.get(Number(role.id)) ?? [];
    ofRole.push(permission);
    byRole.set(Number(role.id), ofRole);
  }
  return byRole;
};

export const superAdminRoleIds = async (strapi: Strapi) =>
  (await store.findByCode(strapi, SUPER_ADMIN)).map(({ id }) => id);

export const isAnyRolePrivileged = async (strapi: Strapi, roleIds: readonly number[]) =>
  (await privilegedAmong(strapi, roleIds)).size > 0 ||
  (roleIds.length > 0 && (await superAdminRoleIds(strapi)).some((id) => roleIds.includes(id)));

export const rolesConcerningOthers = (strapi: Strapi, roleIds: readonly number[]) =>
  concerningOthersAmong(strapi, roleIds);

/**
 * Call first in a transaction that may shut out a super admin: two who shut each other out at once run one
 * after the other, so that one remains. First, as MariaDB's snapshot dates from the first plain read.
 */
export const holdSuperAdmins = (strapi: Strapi) => store.hold(strapi, { code: SUPER_ADMIN });
export const holdRole = (strapi: Strapi, id: number) => store.hold(strapi, { id });

export const rolesOf = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  const byUser = new Map<number, { id: number; name: string }[]>();
  for (const { adminUserId, ...role } of await store.linksOf(strapi, adminUserIds))
    byUser.set(adminUserId, [...(byUser.get(adminUserId) ?? []), role]);
  return byUser;
};

export const roleNames = async (strapi: Strapi, ids: readonly number[]) => {
  return new Map((await findRoles(strapi, ids)).map(({ id, name }) => [id, name]));
};

export const isSuperAdmin = async (strapi: Strapi, adminUserId: number) => {
  const superAdminRoles = await superAdminRoleIds(strapi);
  return (await store.linksOf(strapi, [adminUserId])).some(({ id }) => superAdminRoles.includes(id));
};

export const superAdminsAmong = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  const superAdminRoles = await superAdminRoleIds(strapi);
  const links = await store.linksOf(strapi, adminUserIds);
  return new Set(
    links.filter(({ id }) => superAdminRoles.includes(id)).map(({ adminUserId }) => adminUserId),
  );
};

/** Syncs our roles with Strapi's. Returns the ids of renamed and of deleted roles. */
export const syncRoleCopies = async (strapi: Strapi) => {
  const native: RoleCopy[] = (await strapi.db.query('admin::role').findMany({})).map(
    ({ id, name, code, description }: RoleCopy) => ({
      id: Number(id),
      name,
      code,
      description: description ?? null,
    }),
  );
  const ours = new Map((await allRoles(strapi)).map((role) => [role.id, role]));
  const now = clock.now();
  await store.insertMissing(
    strapi,
    native.filter(({ id }) => !ours.has(id)),
    now,
  );
  const changed = native.filter((role) => {
    const own = ours.get(role.id);
    return own && (own.name !== role.name || own.code !== role.code || own.description !== role.description);
  });
  for (const role of changed) await store.update(strapi, role, now);
  const gone = [...ours.keys()].filter((id) => !native.some((role) => role.id === id));
  if (gone.length > 0) await store.remove(strapi, gone);
  return {
    renamed: changed.filter(({ id, name }) => ours.get(id)?.name !== name).map(({ id }) => id),
    gone,
  };
};
