import type { UserType } from '../../../../../shared/constants';
import type { ErrorCode } from '../../../../../shared/error-codes';
import { assertSteppedUp } from '../../../access/step-up';
import { beyond, type RolePermission, permissionsWithin } from '../../../domain/permissions';
import { type Actor, SUPER_ADMIN } from '../../../platform/actor';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { apiActions } from './api-actions';
import { isAnyRolePrivileged, permissionsByRole, permissionsOfRoles, superAdminRoleIds } from './record';
import * as store from './store';
import { findRoles, type StoredRole } from './store';

type Conditions = { conditionProvider: { has: (condition: string) => boolean } };

/** Nobody gives Content API actions they lack, unless they may create tokens for all of it in Strapi. */
const guardActions = async (strapi: Strapi, actor: Actor) => {
  if (actor.isSuperAdmin || actor.holds('admin::api-tokens.create')) return () => true;
  const roles = actor.tokenPermissions ? [] : await findRoles(strapi, actor.roleIds);
  const held = new Set(roles.flatMap((role) => role.apiActions));
  return (action: string) => held.has(action);
};

const assertHoldsActions = async (strapi: Strapi, actions: readonly string[], actor: Actor) => {
  if (!actions.every(await guardActions(strapi, actor))) throw new GatehouseError('MORE_THAN_YOU_HOLD');
};

/** Every permission must be among the actor's own. */
export const assertHoldsPermissions = async (
  strapi: Strapi,
  granted: readonly RolePermission[],
  actor: Actor,
) => {
  if (actor.isSuperAdmin) return;
  const held = await permissionsOfRoles(strapi, actor.roleIds);
  if (beyond(granted, held).length > 0 || beyond(granted, actor.tokenPermissions ?? held).length > 0)
    throw new GatehouseError('MORE_THAN_YOU_HOLD');
};

/** Actions given before are not checked: one whose content type is gone can stay until it is back. */
export const assertMayGive = async (
  strapi: Strapi,
  role: StoredRole,
  actions: readonly string[],
  actor: Actor,
) => {
  const added = actions.filter((action) => !role.apiActions.includes(action));
  const known = new Set(apiActions(strapi).map(({ uid }) => uid));
  if (!added.every((action) => known.has(action))) throw fieldError('UNKNOWN_API_ACTION', 'apiActions');
  await assertHoldsActions(strapi, added, actor);
};

/** Nobody grants more than they hold: why the actor may not grant each of these roles; null: they may. */
export const guardGranting = async (
  strapi: Strapi,
  roles: readonly StoredRole[],
  actor: Actor,
): Promise<(role: StoredRole) => ErrorCode | null> => {
  if (actor.isSuperAdmin) return () => null;
  const mayGive = await guardActions(strapi, actor);
  const held = await permissionsOfRoles(strapi, actor.roleIds);
  const limits = [held, actor.tokenPermissions ?? held];
  const granted = await permissionsByRole(
    strapi,
    roles.map(({ id }) => id),
  );
  return ({ id, code, apiActions }) => {
    if (!apiActions.every(mayGive)) return 'MORE_THAN_YOU_HOLD';
    if (code === SUPER_ADMIN) return 'SUPER_ADMIN_ONLY';
    const isBeyond = limits.some((limit) => beyond(granted.get(id) ?? [], limit).length > 0);
    return isBeyond ? 'MORE_THAN_YOU_HOLD' : null;
  };
};

export const assertHoldsRoles = async (strapi: Strapi, roleIds: readonly number[], actor: Actor) => {
  const known = await findRoles(strapi, roleIds);
  if (known.length !== roleIds.length) throw fieldError('UNKNOWN_ROLE', 'roles');
  const code = known.map(await guardGranting(strapi, known, actor)).find(Boolean);
  if (code) throw new GatehouseError(code);
};

/** The same; granting a privileged role takes a recent step-up. */
export const assertMayGrant = async (strapi: Strapi, roleIds: readonly number[], actor: Actor) => {
  await assertHoldsRoles(strapi, roleIds, actor);
  if (await isAnyRolePrivileged(strapi, roleIds)) await assertSteppedUp(strapi);
};
/** The part of these permissions that the roles hold at this moment. */
export const heldPermissionsOf = async <P extends RolePermission>(
  strapi: Strapi,
  granted: readonly P[],
  roleIds: readonly number[],
): Promise<P[]> => {
  const { conditionProvider } = strapi.service('admin::permission') as unknown as Conditions;
  // Strapi evaluates no other conditions (permissions/engine, 5.54); where none is left, none is evaluated.
  const known = <Q extends RolePermission>(permission: Q): Q => ({
    ...permission,
    conditions: permission.conditions?.filter((condition) => conditionProvider.has(condition)),
  });
  return permissionsWithin((await permissionsOfRoles(strapi, roleIds)).map(known), granted.map(known));
};

/** Whether the roles permit anything in the panel. */
export const permitAnything = async (strapi: Strapi, roleIds: readonly number[]) => {
  const some = await strapi.db
    .query('admin::permission')
    .findOne({ where: { role: { id: { $in: [...roleIds] } } }, select: ['id'] });
  return some !== null;
};

/** Throws where a role is not for users of the type. */
export const assertRolesForType = async (strapi: Strapi, type: UserType, roleIds: readonly number[]) => {
  if ((await findRoles(strapi, roleIds)).some(({ userTypes }) => !userTypes.includes(type)))
    throw fieldError('ROLE_NOT_FOR_TYPE', 'roles');
};

/** Only super admins may change what belongs to their role, or to another that one of them holds. */
export const assertMayManageRole = async (strapi: Strapi, id: number, actor: Actor) => {
  const [role] = await findRoles(strapi, [id]);
  if (!role) throw fieldError('UNKNOWN_ROLE', 'role');
  if (actor.isSuperAdmin) return;
  if (role.code === SUPER_ADMIN || (await store.isSharedWith(strapi, id, await superAdminRoleIds(strapi))))
    throw new GatehouseError('SUPER_ADMIN_ONLY');
};
