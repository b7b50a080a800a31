/** Checks before users are changed, on our pages and on Strapi's own. */

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
import {
  type Asked,
  askScope,
  assertGivesNoWiderScope,
  assertSeesUser,
  seesUser,
} from '../../permissions/scope/record';
import { assertMayGrant, assertRolesForType } from '../../permissions/roles/guards';
import {
  isAnyRolePrivileged,
  rolesOf,
  superAdminRoleIds,
  superAdminsAmong,
} from '../../permissions/roles/record';
import { findForUpdate } from './record';
import { findUser, nameOwners } from './store';
import { isLastUsableSuperAdmin, usableSuperAdminsOf } from './super-admins';
import type { StoredUser } from './user-row';

type LicenceChange = {
  type?: StoredUser['type'] | undefined;
  roles?: readonly number[] | undefined;
  licence?: number | null | undefined;
};

/** Why an action is refused for each of some users, from facts loaded together; null: it is not. */
export type RefusalOf = (user: StoredUser) => ErrorCode | null;

const nativeIdsOf = (users: readonly StoredUser[]) => users.map(({ adminUserId }) => adminUserId);

/** Only a super admin touches a super admin. */
const mayTouch = async (strapi: Strapi, users: readonly StoredUser[], actor: Actor): Promise<RefusalOf> => {
  if (actor.isSuperAdmin) return () => null;
  const superAdmins = await superAdminsAmong(strapi, nativeIdsOf(users));
  return ({ adminUserId }) => (superAdmins.has(adminUserId) ? 'SUPER_ADMIN_ONLY' : null);
};

/** An actor with a limited scope does not touch users who also belong elsewhere. */
export const guardManaging = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  actor: Actor,
  asked?: Asked,
): Promise<RefusalOf> => {
  const { refusal } = asked ?? (await askScope(strapi, users, actor));
  const refusalOfTouch = await mayTouch(strapi, users, actor);
  return (user) => refusal(user) ?? refusalOfTouch(user);
};

/**
 * Nobody shuts themselves out, and a super admin who can let the others in again always remains: each user
 * who is not refused counts as shut out for the next.
 */
export const guardShutOut = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  actor: Actor,
  gone?: Set<number>,
): Promise<RefusalOf> => {
  const superAdmins = await usableSuperAdminsOf(strapi, users, gone);
  return (user) => {
    if (user.adminUserId === actor.adminUserId) return 'OWN_USER';
    if (superAdmins.isLast(user)) return 'LAST_SUPER_ADMIN';
    superAdmins.shutOut(user);
    return null;
  };
};

/** Users who could reset their own tries would never run out of them. */
export const guardTries =
  (actor: Actor): RefusalOf =>
  ({ adminUserId }) =>
    adminUserId === actor.adminUserId ? 'OWN_USER' : null;

/** Changing one's own password takes the present one; API-only users have none. */
export const guardPasswordChange =
  (actor: Actor): RefusalOf =>
  ({ adminUserId, type }) => {
    if (adminUserId === actor.adminUserId) return 'OWN_USER';
    return type === 'api-only' ? 'NO_PASSWORD' : null;
  };

const assertNone = (code: ErrorCode | null) => {
  if (code) throw new GatehouseError(code);
};

/** The same for one user; throws the refusal. */
export const assertMayManage = async (strapi: Strapi, user: StoredUser, actor: Actor) =>
  assertNone((await guardManaging(strapi, [user], actor))(user));
export const assertMayShutOut = async (strapi: Strapi, user: StoredUser, actor: Actor) =>
  assertNone((await guardShutOut(strapi, [user], actor))(user));
export const assertMayChangePassword = (user: StoredUser, actor: Actor) =>
  assertNone(guardPasswordChange(actor)(user));

export const assertNameIsFree = async (
  strapi: Strapi,
  userName: string | undefined,
  email: string,
  adminUserId: number | null,
) => {
  if (userName === undefined) return;
  // Another user's e-mail address is theirs to sign in with.
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

/** Throws where a user of the type may not have the roles, or the actor would give more than they hold. */
export const assertMayGiveRoles = async (
  strapi: Strapi,
  type: StoredUser['type'],
  { before, after }: RoleChange,
  actor: Actor,
) => {
  const roleIds = rolesIn(after);
  if (type === 'panel' && roleIds.length === 0) throw fieldError('VALIDATION', 'roles', refuse('needs-role'));
  await assertMayGrant(strapi, grantedBetween({ before, after }), actor);
  await assertRolesForType(strapi, type, roleIds);
  await assertGivesNoWiderScope(strapi, roleIds, actor);
};

/** The same for an existing user; a usable super admin must remain. */
export const assertRoles = async (
  strapi: Strapi,
  user: StoredUser,
  change: RoleChange,
  type: StoredUser['type'],
  actor: Actor,
) => {
  await assertMayGiveRoles(strapi, type, change, actor);
  await assertSuperAdminRemains(strapi, user, rolesIn(change.before), rolesIn(change.after));
};

/** The user's licence after the change; null where nothing that affects it changes. */
export const settleLicence = async (
  strapi: Strapi,
  user: StoredUser,
  change: LicenceChange,
  actor: Actor,
) => {
  if (change.licence === undefined && change.roles === undefined && change.type === undefined) return null;
  const held = (await rolesOf(strapi, [user.adminUserId])).get(user.adminUserId) ?? [];
  const { type = user.type, roles: roleIds = held.map(({ id }) => id), licence } = change;
  return chooseLicence(strapi, { type, roles: roleIds, licence }, user, actor);
};

export const assertMayRemoveAll = async (strapi: Strapi, users: readonly StoredUser[], actor: Actor) => {
  const refusalOfManaging = await guardManaging(strapi, users, actor);
  const refusalOfShutOut = await guardShutOut(strapi, users, actor);
  for (const user of users) assertNone(refusalOfManaging(user) ?? refusalOfShutOut(user));
};

/** What is granted is checked where the record is written, on every path (doors/native-user-changes.ts). */
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

/** Whether any of them holds a privileged role. */
export const isAnyUserPrivileged = async (strapi: Strapi, users: readonly StoredUser[]) => {
  const held = await rolesOf(strapi, nativeIdsOf(users));
  return isAnyRolePrivileged(
    strapi,
    [...held.values()].flat().map(({ id }) => id),
  );
};

/** Throws, naming the field, where the actor may not change what belongs to the user. */
export const assertMayManageUser = async (strapi: Strapi, id: number, actor: Actor, field: string) => {
  const user = await findUser(strapi, id);
  // Users outside the actor's scope count as unknown.
  if (!user || !(await seesUser(strapi, id, actor))) throw fieldError('UNKNOWN_USER', field);
  await assertMayManage(strapi, user, actor);
};

/** For a change of what belongs to the user: locks the user's row until the transaction ends. */
export const holdUserForChange = async (strapi: Strapi, id: number, actor: Actor) => {
  const user = await findForUpdate(strapi, id);
  await assertMayManage(strapi, user, actor);
  return user;
};

/** The same for a change of their accounts, some of which may be outside the actor's scope. */
export const holdUserToPlace = async (strapi: Strapi, id: number, actor: Actor) => {
  const user = await findForUpdate(strapi, id);
  await assertSeesUser(strapi, id, actor);
  assertNone((await mayTouch(strapi, [user], actor))(user));
  return user;
};
