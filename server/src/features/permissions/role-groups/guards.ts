import type { RoleGroup } from '../../../../../shared/contracts/role-groups';
import { refuse } from '../../../../../shared/refusals';
import type { Actor } from '../../../platform/actor';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { hasUsableSuperAdmin } from '../../people/users/super-admins';
import { licencesForbidding } from '../licences/holding';
import { superAdminRoleIds } from '../roles/record';
import * as store from './store';

export const assertNameIsFree = async (strapi: Strapi, name: string, id = 0) => {
  if (await store.isNameTaken(strapi, name, id)) throw fieldError('ROLE_GROUP_NAME_TAKEN', 'name');
};

/** Only a super admin changes a group that makes super admins or has one as a member. */
export const assertMayManage = async (strapi: Strapi, { id, roles: groupRoles }: RoleGroup, actor: Actor) => {
  if (actor.isSuperAdmin) return;
  const superAdminRoles = await superAdminRoleIds(strapi);
  if (
    groupRoles.some((role) => superAdminRoles.includes(role.id)) ||
    (await store.isAnyHeldIn(strapi, id, superAdminRoles))
  )
    throw new GatehouseError('SUPER_ADMIN_ONLY');
};

/** The licences of all its users must allow the added roles. */
export const assertLicensed = async (strapi: Strapi, id: number, added: readonly number[]) => {
  const count = await store.countLicensedIn(strapi, id, await licencesForbidding(strapi, added));
  if (count > 0) throw fieldError('LICENCE_USERS_MISFIT', 'roles', refuse('users-misfit', { count }));
};

export const assertNobodyIsLost = async (strapi: Strapi, id: number, removed: readonly number[]) => {
  if (await store.isAnyWithoutRoleIn(strapi, id)) throw new GatehouseError('ROLES_NEEDED');
  const superAdminRoles = await superAdminRoleIds(strapi);
  if (removed.some((roleId) => superAdminRoles.includes(roleId)) && !(await hasUsableSuperAdmin(strapi)))
    throw new GatehouseError('LAST_SUPER_ADMIN');
};
