import { isDeepStrictEqual } from 'node:util';

import type { z } from 'zod';

import type { UserType } from '../../../../../shared/constants';
import type * as contracts from '../../../../../shared/contracts/roles';
import type { Role } from '../../../../../shared/contracts/roles';
import { assertFreshProofOfSession } from '../../../access/fresh-proof';
import { beyond, type RolePermission, within } from '../../../domain/permissions';
import { type Actor, SUPER_ADMIN } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { dropUndefined } from '../../../platform/drop-undefined';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { apiActions } from './api-actions';
import { effectivePermissions } from './effective-permissions';
import { concerningOthersAmong, privilegedAmong } from './privileged';
import { allRoles, findRoles, type RoleCopy, type RoleRules, type StoredRole } from './store';
import * as store from './store';
import { licenceNames } from '../licences/service';
import { holdLicences } from '../licences/store';
import { assertMfaPossible } from '../../sign-in/mfa/factors';
import { assertHasOwnFactor, syncMfaRequired } from '../../sign-in/mfa/service';
import { assertMayNameLicences } from '../licences/holding';
import { listLogOfRole, recordChange } from '../../activity/log/service';
import { findUser } from '../../people/users/store';
import { roleGroupsOfUsers } from '../role-groups/service';

type Conditions = { conditionProvider: { has: (condition: string) => boolean } };

const describe = async (strapi: Strapi, roles: readonly StoredRole[]): Promise<Role[]> => {
  const ids = roles.map(({ id }) => id);
  const counts = await store.countHolders(strapi, ids);
  const privileged = await privilegedAmong(strapi, ids);
  return roles.map((role) => ({
    ...role,
    adminRole: role.id,
    userCount: counts.get(role.id) ?? 0,
    isPrivileged: role.code === SUPER_ADMIN || privileged.has(role.id),
  }));
};

export const permissionsOfRoles = (strapi: Strapi, roleIds: readonly number[]): Promise<RolePermission[]> =>
  strapi.db.query('admin::permission').findMany({ where: { role: { id: { $in: [...roleIds] } } } });

export const superAdminRoleIds = async (strapi: Strapi) =>
  (await store.findByCode(strapi, SUPER_ADMIN)).map(({ id }) => id);

export const isAnyRolePrivileged = async (strapi: Strapi, roleIds: readonly number[]) =>
  (await privilegedAmong(strapi, roleIds)).size > 0 ||
  (roleIds.length > 0 && (await superAdminRoleIds(strapi)).some((id) => roleIds.includes(id)));

/** Nobody gives more of the Content API than their own roles do, but who makes tokens for all of it in Strapi. */
const assertHoldsActions = async (strapi: Strapi, actions: readonly string[], actor: Actor) => {
  if (actor.isSuperAdmin || actor.holds('admin::api-tokens.create')) return;
  const roles = actor.given ? [] : await findRoles(strapi, actor.roleIds);
  const held = new Set(roles.flatMap((role) => role.apiActions));
  if (!actions.every((action) => held.has(action))) throw new GatehouseError('MORE_THAN_YOU_HOLD');
};

/** Every permission must be among the actor's own. */
export const assertHoldsPermissions = async (
  strapi: Strapi,
  granted: readonly RolePermission[],
  actor: Actor,
) => {
  if (actor.isSuperAdmin) return;
  const held = await permissionsOfRoles(strapi, actor.roleIds);
  if (beyond(granted, held).length > 0 || beyond(granted, actor.given ?? held).length > 0)
    throw new GatehouseError('MORE_THAN_YOU_HOLD');
};

/** What was given before is not looked at: an action whose content type is gone can stay until it is back. */
const assertMayGive = async (strapi: Strapi, role: StoredRole, actions: readonly string[], actor: Actor) => {
  const added = actions.filter((action) => !role.apiActions.includes(action));
  const known = new Set(apiActions(strapi).map(({ uid }) => uid));
  if (!added.every((action) => known.has(action))) throw fieldError('UNKNOWN_API_ACTION', 'apiActions');
  await assertHoldsActions(strapi, added, actor);
};

/** What the licences are called that a role allows, before and after. */
const licenceNamesIn = async (strapi: Strapi, before: RoleRules, after: RoleRules) => {
  const names = await licenceNames(strapi);
  const namesOf = (ids: readonly number[]) => ids.flatMap((id) => names.get(id) ?? []).sort();
  return { before: namesOf(before.licences), after: namesOf(after.licences) };
};

export const listApiActions = (strapi: Strapi) => ({ data: apiActions(strapi) });

export const listRoles = async (
  strapi: Strapi,
  { page, pageSize, _q }: z.output<typeof contracts.listRoles.query>,
) => {
  const { total, roles } = await store.list(strapi, {
    q: _q,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  });
  return { data: await describe(strapi, roles), meta: paginate({ page, pageSize, total }) };
};

export const getRole = async (strapi: Strapi, id: number) => {
  const [role] = await describe(strapi, await findRoles(strapi, [id]));
  if (!role) throw new GatehouseError('NOT_FOUND');
  return { data: role };
};

/** Takes hold of who holds it in the same transaction. */
export const updateRole = async (
  strapi: Strapi,
  id: number,
  body: z.output<typeof contracts.updateRole.body>,
  actor: Actor,
) => {
  await inTransaction(strapi, async () => {
    if (body.licences) await holdLicences(strapi);
    const [role] = await findRoles(strapi, [id]);
    if (!role) throw new GatehouseError('NOT_FOUND');
    await assertMayManageRole(strapi, id, actor);
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
      assertMfaPossible(strapi);
      await assertHasOwnFactor(strapi, actor);
    }
    if ('ownAccountsOnly' in changes && !actor.isSuperAdmin) throw new GatehouseError('SUPER_ADMIN_ONLY');
    if ('apiActions' in changes) await assertMayGive(strapi, role, apiActions, actor);
    if ('userTypes' in changes && (await store.isHeldByOther(strapi, id, userTypes)))
      throw fieldError('ROLE_HELD_BY_TYPE', 'userTypes');
    if ('licences' in changes) {
      if (!actor.can('licences.manage')) throw new GatehouseError('NOT_PERMITTED');
      await assertMayNameLicences(strapi, id, licences);
    }
    if (['mfaRequired', 'ownAccountsOnly', 'apiActions'].some((rule) => rule in changes))
      await assertFreshProofOfSession(strapi);
    await store.setRules(strapi, id, after, clock.now());
    if ('mfaRequired' in changes) await syncMfaRequired(strapi, null);
    await recordChange(strapi, {
      about: { kind: 'role', id, name: role.name },
      action: 'role-changed',
      changes:
        'licences' in changes ? { ...changes, licences: await licenceNamesIn(strapi, role, after) } : changes,
      actor,
    });
  });
  return getRole(strapi, id);
};

export const listRoleChanges = async (
  strapi: Strapi,
  id: number,
  paging: { page: number; pageSize: number },
) => {
  await getRole(strapi, id);
  return listLogOfRole(strapi, id, paging);
};

/** What somebody's roles let them do, of the panel and of the Content API. */
export const permissionsOfUser = async (strapi: Strapi, userId: number) => {
  const user = await findUser(strapi, userId);
  if (!user) throw new GatehouseError('NOT_FOUND');
  const { roleSources } = (await roleGroupsOfUsers(strapi, [user]))(user);
  const held = await findRoles(
    strapi,
    roleSources.map(({ role }) => role.id),
  );
  return { data: await effectivePermissions(strapi, held, roleSources) };
};

export const rolesConcerningOthers = (strapi: Strapi, roleIds: readonly number[]) =>
  concerningOthersAmong(strapi, roleIds);

/**
 * First in a transaction that may shut out a super admin: two who shut out each other at once follow each other,
 * so that one remains. MariaDB reads what was there at a transaction's first plain read, hence first.
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

/** Those of them who are super admins. */
export const superAdminsAmong = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  const superAdminRoles = await superAdminRoleIds(strapi);
  const links = await store.linksOf(strapi, adminUserIds);
  return new Set(
    links.filter(({ id }) => superAdminRoles.includes(id)).map(({ adminUserId }) => adminUserId),
  );
};

/** Nobody grants more than they hold, and what is privileged no session that has not shown of late that they are there. */
export const assertMayGrant = async (strapi: Strapi, roleIds: readonly number[], actor: Actor) => {
  const known = await findRoles(strapi, roleIds);
  if (known.length !== roleIds.length) throw fieldError('UNKNOWN_ROLE', 'roles');
  await assertHoldsActions(
    strapi,
    known.flatMap((role) => role.apiActions),
    actor,
  );
  if (!actor.isSuperAdmin && known.some(({ code }) => code === SUPER_ADMIN))
    throw new GatehouseError('SUPER_ADMIN_ONLY');
  if (!actor.isSuperAdmin)
    await assertHoldsPermissions(strapi, await permissionsOfRoles(strapi, roleIds), actor);
  if (await isAnyRolePrivileged(strapi, roleIds)) await assertFreshProofOfSession(strapi);
};
/** As much of these permissions as the roles hold at this moment. */
export const heldPermissionsOf = async <P extends RolePermission>(
  strapi: Strapi,
  given: readonly P[],
  roleIds: readonly number[],
): Promise<P[]> => {
  const { conditionProvider } = strapi.service('admin::permission') as unknown as Conditions;
  // Strapi asks about no other conditions (permissions/engine, 5.54); where none is left, nothing is asked.
  const known = <Q extends RolePermission>(permission: Q): Q => ({
    ...permission,
    conditions: permission.conditions?.filter((condition) => conditionProvider.has(condition)),
  });
  return within((await permissionsOfRoles(strapi, roleIds)).map(known), given.map(known));
};

/** Whether they permit anything in the panel at all. */
export const permitAnything = async (strapi: Strapi, roleIds: readonly number[]) => {
  const some = await strapi.db
    .query('admin::permission')
    .findOne({ where: { role: { id: { $in: [...roleIds] } } }, select: ['id'] });
  return some !== null;
};

/** Refuses roles that are not for users of the type. */
export const assertRolesForType = async (strapi: Strapi, type: UserType, roleIds: readonly number[]) => {
  if ((await findRoles(strapi, roleIds)).some(({ userTypes }) => !userTypes.includes(type)))
    throw fieldError('ROLE_NOT_FOR_TYPE', 'roles');
};

/** Refuses where somebody may not change what belongs to the role: what bears on a super admin is a super admin's. */
export const assertMayManageRole = async (strapi: Strapi, id: number, actor: Actor) => {
  const [role] = await findRoles(strapi, [id]);
  if (!role) throw fieldError('UNKNOWN_ROLE', 'role');
  if (actor.isSuperAdmin) return;
  if (role.code === SUPER_ADMIN || (await store.isSharedWith(strapi, id, await superAdminRoleIds(strapi))))
    throw new GatehouseError('SUPER_ADMIN_ONLY');
};

/**
 * Brings our roles in step with Strapi's. Answers the ids of those that were renamed and those that are gone.
 */
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
