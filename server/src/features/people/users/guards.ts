/** What is asked on the server before a user is changed. Each throws a refusal with its code. */
/** What is asked before Strapi's own pages change users: the same as before ours do. */

import type { ErrorCode } from '../../../../../shared/error-codes';
import { refuse } from '../../../../../shared/refusals';
import { grantedBetween, type RoleChange, rolesIn } from '../../../domain/holding';
import { isLikeAddress, spellingKey, userNameKey } from '../../../domain/name-key';
import { isNativeActive } from '../../../domain/status';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { chooseLicence } from '../../permissions/licences/holding';
import { askReach, assertMayGiveBeyondReach, assertSeesUser, seesUser } from '../../permissions/reach/record';
import { assertMayGrant, assertRolesForType } from '../../permissions/roles/guards';
import {
  isAnyRolePrivileged,
  isSuperAdmin,
  rolesOf,
  superAdminRoleIds,
  superAdminsAmong,
} from '../../permissions/roles/record';
import { findForUpdate } from './record';
import * as store from './store';
import { findUser, nameOwners } from './store';
import { isLastUsableSuperAdmin } from './super-admins';
import type { StoredUser } from './user-row';

type LicenceChange = {
  type?: StoredUser['type'] | undefined;
  roles?: readonly number[] | undefined;
  licence?: number | null | undefined;
};

export const assertNoRoleIsMissing = (type: StoredUser['type'], roleIds: readonly number[]) => {
  if (type === 'panel' && roleIds.length === 0) throw fieldError('VALIDATION', 'roles', refuse('needs-role'));
};

/** Only a super admin touches a super admin. */
export const assertNoSuperAdmin = async (strapi: Strapi, user: StoredUser, actor: Actor) => {
  if (!actor.isSuperAdmin && (await isSuperAdmin(strapi, user.adminUserId)))
    throw new GatehouseError('SUPER_ADMIN_ONLY');
};

/** Nor does who is limited to their own accounts touch anybody who belongs elsewhere too. */
export const assertMayManage = async (strapi: Strapi, user: StoredUser, actor: Actor) => {
  const code = (await askReach(strapi, [user], actor)).refusal(user);
  if (code) throw new GatehouseError(code);
  await assertNoSuperAdmin(strapi, user, actor);
};

/** Nobody shuts out themself, and somebody who can let the others in again always remains. */
export const assertMayShutOut = async (strapi: Strapi, user: StoredUser, actor: Actor) => {
  if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
  if (await isLastUsableSuperAdmin(strapi, user)) throw new GatehouseError('LAST_SUPER_ADMIN');
};

/** Tries that one could give back to oneself would never end. */
const refusalOfTries = ({ adminUserId }: StoredUser, actor: Actor): ErrorCode | null =>
  adminUserId === actor.adminUserId ? 'OWN_USER' : null;

/** One's own password is changed by who knows it; users who are API-only have none. */
const refusalOfPassword = ({ adminUserId, type }: StoredUser, actor: Actor): ErrorCode | null => {
  if (adminUserId === actor.adminUserId) return 'OWN_USER';
  return type === 'api-only' ? 'NO_PASSWORD' : null;
};

export const assertMayGiveTries = (user: StoredUser, actor: Actor) => {
  const code = refusalOfTries(user, actor);
  if (code) throw new GatehouseError(code);
};

export const assertMayChangePassword = (user: StoredUser, actor: Actor) => {
  const code = refusalOfPassword(user, actor);
  if (code) throw new GatehouseError(code);
};

/**
 * The same questions about many users, of facts that are read together; answered one user after the other, as of
 * all super admins in a selection one has to remain.
 */
export const askOfMany = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  actor: Actor,
  roleIdsToGive: readonly number[] = [],
) => {
  const superAdmins = await superAdminsAmong(
    strapi,
    users.map(({ adminUserId }) => adminUserId),
  );
  const asked = await askReach(strapi, users, actor, roleIdsToGive);
  const roleIds = await superAdminRoleIds(strapi);
  const ids = [...superAdmins];
  const now = clock.now();
  const othersRemain = ids.length === 0 || (await store.hasOtherUsableSuperAdmin(strapi, ids, roleIds, now));
  const usable = new Set(othersRemain ? [] : await store.usableSuperAdminsAmong(strapi, ids, roleIds, now));
  return {
    mayManage: (user: StoredUser): ErrorCode | null =>
      asked.refusal(user) ??
      (!actor.isSuperAdmin && superAdmins.has(user.adminUserId) ? 'SUPER_ADMIN_ONLY' : null),

    mayHold: (roleIds: readonly number[]) => asked.refusalOfRoles(roleIds),

    mayChangePassword: (user: StoredUser) => refusalOfPassword(user, actor),
    mayGiveTries: (user: StoredUser) => refusalOfTries(user, actor),

    /** Where nothing is against it, the user counts as shut out from then on. */
    mayShutOut({ adminUserId }: StoredUser): ErrorCode | null {
      if (adminUserId === actor.adminUserId) return 'OWN_USER';
      const isLast = !othersRemain && ![...usable].some((id) => id !== adminUserId);
      if (superAdmins.has(adminUserId) && isLast) return 'LAST_SUPER_ADMIN';
      usable.delete(adminUserId);
      return null;
    },
  };
};

export const assertNameIsFree = async (
  strapi: Strapi,
  userName: string | undefined,
  email: string,
  adminUserId: number | null,
) => {
  if (userName === undefined) return;
  // An e-mail address of somebody else's would be theirs to sign in with.
  if (isLikeAddress(userName) && userName.toLowerCase() !== email)
    throw fieldError('VALIDATION', 'userName', refuse('email-of-others'));
  const owners = await nameOwners(strapi, [userNameKey(userName), spellingKey(userName)]);
  if ([...owners.values()].some((owner) => owner !== adminUserId))
    throw fieldError('USER_NAME_TAKEN', 'userName');
};

export const assertEmailIsFree = async (
  strapi: Strapi,
  email: string | undefined,
  adminUserId: number | null,
) => {
  if (email === undefined) return;
  const taken = await strapi.db
    .query('admin::user')
    .findOne({ where: { email: { $eqi: email } }, select: ['id'] });
  if (taken && Number(taken.id) !== adminUserId) throw fieldError('EMAIL_TAKEN', 'email');
};

export const assertSuperAdminRemains = async (
  strapi: Strapi,
  user: StoredUser,
  before: readonly number[],
  after: readonly number[],
) => {
  const superAdminRoles = await superAdminRoleIds(strapi);
  const isLost = before.some((roleId) => superAdminRoles.includes(roleId) && !after.includes(roleId));
  if (isLost && (await isLastUsableSuperAdmin(strapi, user))) throw new GatehouseError('LAST_SUPER_ADMIN');
};

/** The roles a user is to have: no more of them new than the actor holds, and never without a super admin left. */
export const assertRoles = async (
  strapi: Strapi,
  user: StoredUser,
  { before, after }: RoleChange,
  type: StoredUser['type'],
  actor: Actor,
) => {
  const held = rolesIn(before);
  const roleIds = rolesIn(after);
  assertNoRoleIsMissing(type, roleIds);
  await assertMayGrant(strapi, grantedBetween({ before, after }), actor);
  await assertRolesForType(strapi, type, roleIds);
  await assertMayGiveBeyondReach(strapi, roleIds, actor);
  await assertSuperAdminRemains(strapi, user, held, roleIds);
};

/** The licence that the user is to have, where something is changed that bears on it. */
export const settleLicence = async (strapi: Strapi, user: StoredUser, given: LicenceChange, actor: Actor) => {
  if (given.licence === undefined && given.roles === undefined && given.type === undefined) return null;
  const held = (await rolesOf(strapi, [user.adminUserId])).get(user.adminUserId) ?? [];
  const { type = user.type, roles: roleIds = held.map(({ id }) => id), licence } = given;
  return chooseLicence(strapi, { type, roles: roleIds, licence }, user, actor);
};

export const assertMayRemoveAll = async (strapi: Strapi, users: readonly StoredUser[], actor: Actor) => {
  const ask = await askOfMany(strapi, users, actor);
  for (const user of users) {
    const code = ask.mayManage(user) ?? ask.mayShutOut(user);
    if (code) throw new GatehouseError(code);
  }
};

/** What is given is asked about where the record is written, as it is of every path (doors/password-setting.ts). */
export const assertMayChangeNative = async (
  strapi: Strapi,
  user: StoredUser,
  { isActive, roleIds }: { isActive: boolean; roleIds: readonly number[] | null },
  actor: Actor,
) => {
  await assertMayManage(strapi, user, actor);
  if (!isActive && isNativeActive(user, clock.now())) await assertMayShutOut(strapi, user, actor);
  if (!roleIds) return;
  const held = (await rolesOf(strapi, [user.adminUserId])).get(user.adminUserId) ?? [];
  await assertSuperAdminRemains(
    strapi,
    user,
    held.map(({ id }) => id),
    roleIds,
  );
};

/** Whether any of them holds what gives power or protects. */
export const isAnyUserPrivileged = async (strapi: Strapi, users: readonly StoredUser[]) => {
  const held = await rolesOf(
    strapi,
    users.map(({ adminUserId }) => adminUserId),
  );
  return isAnyRolePrivileged(
    strapi,
    [...held.values()].flat().map(({ id }) => id),
  );
};

/** Refuses, naming the field, where somebody may not change what belongs to the user. */
export const assertMayManageUser = async (strapi: Strapi, id: number, actor: Actor, field: string) => {
  const user = await findUser(strapi, id);
  // Whoever is beyond reach is not there.
  if (!user || !(await seesUser(strapi, id, actor))) throw fieldError('UNKNOWN_USER', field);
  await assertMayManage(strapi, user, actor);
};

/** The same, for a change of what belongs to the user: held until the transaction ends. */
export const holdUserForChange = async (strapi: Strapi, id: number, actor: Actor) => {
  const user = await findForUpdate(strapi, id);
  await assertMayManage(strapi, user, actor);
  return user;
};

/** For a change of the accounts they belong to, of which some may be beyond the actor's reach. */
export const holdUserToPlace = async (strapi: Strapi, id: number, actor: Actor) => {
  const user = await findForUpdate(strapi, id);
  await assertSeesUser(strapi, id, actor);
  await assertNoSuperAdmin(strapi, user, actor);
  return user;
};
