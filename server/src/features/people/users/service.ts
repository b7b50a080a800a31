import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/users';
import { refuse } from '../../../../../shared/refusals';
import { assertFreshProofOfSession } from '../../../access/fresh-proof';
import { type RoleChange, rolesIn } from '../../../domain/holding';
import { userNameKey } from '../../../domain/name-key';
import { toKeptNumber } from '../../../domain/phone-number';
import { inOneEntry } from '../../activity/log/one-entry';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { nativeUsers } from '../../../platform/native';
import { paginate } from '../../../platform/pagination';
import { tellPasswordSet } from '../../../platform/native-audit';
import type { Strapi } from '../../../platform/strapi';
import { diff } from './changes';
import { describeUsers } from './describe';
import { assertNoRoleIsMissing } from './guards';
import { isAnyUserPrivileged } from './native-changes';
import { isShutOut } from './shut-out';
import { findUser, findUsers } from './store';
import { getUser } from './tools';
import type { StoredUser } from './user-row';
import { nativeValues, ownValues } from './values';
import {
  assertMayGrant,
  assertRolesForType,
  holdSuperAdmins,
  roleNames,
  superAdminRoleIds,
} from '../../permissions/roles/service';
import { changeOfRoles, setRoleGroups } from '../../permissions/role-groups/service';
import { assertMayGiveBeyondReach, assertSeesUser, reachOf, seesUser } from '../../permissions/reach/service';
import { assertMayPlaceInAccounts, placeInAccounts } from '../accounts/memberships';
import { holdLicences } from '../../permissions/licences/store';
import { assertMayHaveLicence, chooseLicence, licenceAllowsKeys } from '../../permissions/licences/holding';
import * as guards from './guards';
import * as store from './store';
import * as userTools from './tools';
import { syncMfaRequired } from '../../sign-in/mfa/service';
import { recordChange } from '../../activity/log/service';
import * as mailedLinks from './mailed-links';
import { listLeftOut } from '../directory/native-store';
import { deliverMail } from '../../activity/mail/delivery';
import { revokeApiKeysOf } from '../../programs/api-keys/service';
import { removeOAuthClientsOf } from '../../programs/oauth/store';
import { ipRulesFor, readList, targetsOf } from '../../sign-in/ip-rules/service';

type NewUser = z.output<typeof contracts.createUser.body>;
type UserChange = z.output<typeof contracts.updateUser.body>;
type Invitations = z.output<typeof contracts.inviteUsers.body>;
type ListQuery = z.output<typeof contracts.listUsers.query>;

/** A number that is not changed is not looked at: what was entered once can always be saved again. */
const withKeptMobile = <T extends { mobile?: string | null }>(given: T, present: string | null): T => {
  if (!given.mobile || given.mobile === present) return given;
  const mobile = toKeptNumber(given.mobile);
  if (!mobile) throw fieldError('INVALID_PHONE', 'mobile');
  return { ...given, mobile };
};

/** An API-only user has none, nor a way to one, so that it stays out of the panel with the plugin switched off too. */
const dropPassword = async (strapi: Strapi, { adminUserId, email }: StoredUser) => {
  await strapi.db.query('admin::user').update({
    where: { id: adminUserId },
    data: { password: null, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
  });
  tellPasswordSet(strapi, { id: adminUserId, email });
};

/** Who is limited to their own accounts makes nobody who reaches further, nor outside of them. */
const assertMayMake = async (
  strapi: Strapi,
  { type, accounts, ...given }: Pick<NewUser, 'type' | 'roles' | 'roleGroups' | 'accounts'>,
  actor: Actor,
): Promise<RoleChange> => {
  // What groups give stays as it is until it is given.
  if (given.roleGroups.length > 0) await holdSuperAdmins(strapi);
  const held = await changeOfRoles(strapi, null, given);
  const roleIds = rolesIn(held.after);
  assertNoRoleIsMissing(type, roleIds);
  await assertMayGrant(strapi, roleIds, actor);
  await assertRolesForType(strapi, type, roleIds);
  await assertMayGiveBeyondReach(strapi, roleIds, actor);
  await assertMayPlaceInAccounts(strapi, accounts, actor);
  return held;
};

const createOne = async (strapi: Strapi, given: NewUser, actor: Actor) => {
  await holdLicences(strapi);
  const body = withKeptMobile(given, null);
  const held = await assertMayMake(strapi, body, actor);
  const roleIds = rolesIn(held.after);
  const licence = await chooseLicence(strapi, { ...body, roles: roleIds }, null, actor);
  await guards.assertEmailIsFree(strapi, body.email, null);
  await guards.assertNameIsFree(strapi, body.userName, body.email, null);
  // With no token of Strapi's: whoever is to come in is mailed a link.
  const native = { ...nativeValues({ ...body, roles: roleIds }), registrationToken: null };
  const { id: adminUserId } = await nativeUsers(strapi).create(native);
  const user = await store.findByAdminUser(strapi, adminUserId);
  // Somebody else took the address or the name between the check and here.
  if (!user) throw fieldError('EMAIL_TAKEN', 'email');
  if (body.userName !== undefined && user.userNameKey !== userNameKey(body.userName))
    throw fieldError('USER_NAME_TAKEN', 'userName');
  const created = await userTools.save(strapi, user, {
    ...ownValues(body),
    licenceId: licence.licenceId,
    lifecycle: 'provisioned',
  });
  if (created.type !== 'panel') await syncMfaRequired(strapi, [adminUserId]);
  await setRoleGroups(strapi, user.id, held, actor);
  const accounts = await placeInAccounts(strapi, user.id, body.accounts, actor);
  const names = await roleNames(strapi, roleIds);
  const namesOfRoles = [...names.values()].sort();
  await recordChange(strapi, {
    about: { kind: 'user', id: user.id, name: created.userName },
    action: 'created',
    changes: diff(
      {},
      // Roles and groups by their names, which stand there when they are gone.
      {
        ...body,
        roles: namesOfRoles,
        roleGroups: undefined,
        accounts,
        licence: body.licence && licence.name,
      },
    ),
    actor,
  });
  return {
    id: user.id,
    mailId: body.sendInvitation ? await mailedLinks.queueInvitation(strapi, created) : null,
  };
};

export const listUsers = async (
  strapi: Strapi,
  { page, pageSize, sort, _q, filters }: ListQuery,
  actor: Actor,
) => {
  const range = { sort, offset: (page - 1) * pageSize, limit: pageSize };
  const filter = { q: _q, ...filters, reach: await reachOf(strapi, actor) };
  const { total, users } = await store.list(strapi, filter, range, clock.now());
  // Who is limited to their own accounts is told of nobody beyond them.
  const leftOut = filter.reach ? [] : await listLeftOut(strapi);
  return {
    data: await describeUsers(strapi, users),
    meta: { ...paginate({ page, pageSize, total }), ...(leftOut.length > 0 && { leftOut }) },
  };
};

export const createUser = async (strapi: Strapi, body: NewUser, actor: Actor) => {
  if (body.sendInvitation && !actor.can('users.invite')) throw new GatehouseError('NOT_PERMITTED');
  const { id, mailId } = await inOneEntry(strapi, () => createOne(strapi, body, actor));
  const mail = mailId === null ? null : await deliverMail(strapi, mailId);
  return { ...(await getUser(strapi, id)), meta: { mail } };
};

/** Each address by itself: one that is taken holds up no other. */
export const inviteUsers = async (strapi: Strapi, { emails, ...given }: Invitations, actor: Actor) => {
  const user = { type: 'panel' as const, ...given };
  await inTransaction(strapi, async () => {
    const { after } = await assertMayMake(strapi, user, actor);
    await assertMayHaveLicence(strapi, { ...user, roles: rolesIn(after) }, actor);
  });
  return mailedLinks.inviteEach(strapi, [...new Set(emails)], (email) =>
    createOne(strapi, { ...user, email, sendInvitation: true }, actor),
  );
};

/** `isOwn`: by the user whom it is about, who changes what is their own however far they reach. */
export const updateUser = async (
  strapi: Strapi,
  id: number,
  body: UserChange,
  actor: Actor,
  { isOwn = false } = {},
) => {
  return inOneEntry(strapi, async () => {
    if (body.licence !== undefined || body.roles || body.roleGroups || body.type) await holdLicences(strapi);
    await holdSuperAdmins(strapi);
    const user = await userTools.findForUpdate(strapi, id);
    if (!isOwn) await guards.assertMayManage(strapi, user, actor);
    // Signing in, and tries, leave `updatedAt` as it is.
    if (body.ifUpdatedAt && new Date(body.ifUpdatedAt).getTime() !== user.updatedAt.getTime())
      throw new GatehouseError('CHANGED_MEANWHILE');
    const isForApiNoMore = body.type !== undefined && body.type !== 'api-only';
    const own = ownValues({
      ...withKeptMobile(body, user.mobile),
      ...(isForApiNoMore && body.authType === undefined && { authType: 'api-key' }),
    });
    const after = { ...user, ...own } as StoredUser;
    if (after.validFrom && after.validTo && after.validFrom > after.validTo)
      throw fieldError('VALIDATION', 'validTo', refuse('ends-before-start'));
    if (body.authType && after.type !== 'api-only')
      throw fieldError('VALIDATION', 'authType', refuse('of-api-only-users'));
    if (isShutOut(after) && !isShutOut(user)) await guards.assertMayShutOut(strapi, user, actor);
    const held = await changeOfRoles(strapi, user, body);
    const isGiven = body.roles !== undefined || body.roleGroups !== undefined;
    if (isGiven || after.type !== user.type) await guards.assertRoles(strapi, user, held, after.type, actor);
    const licence = await guards.settleLicence(
      strapi,
      user,
      { ...body, roles: isGiven ? rolesIn(held.after) : undefined },
      actor,
    );
    await guards.assertEmailIsFree(strapi, body.email, user.adminUserId);
    await guards.assertNameIsFree(strapi, body.userName, body.email ?? user.email, user.adminUserId);
    // To which links go that let their reader choose a password.
    if (body.email !== undefined && body.email !== user.email) await assertFreshProofOfSession(strapi);
    if (isGiven) await setRoleGroups(strapi, id, held, actor);
    const native = nativeValues({ ...body, roles: isGiven ? rolesIn(held.after) : undefined });
    if (Object.keys(native).length > 0) await nativeUsers(strapi).updateById(user.adminUserId, native);
    if (after.type === 'api-only' && user.type !== 'api-only') await dropPassword(strapi, user);
    // The native record's lifecycle has written the names anew by now.
    const current = await userTools.findForUpdate(strapi, id);
    await userTools.save(strapi, current, { ...own, licenceId: licence?.licenceId });
    if (isForApiNoMore) {
      await revokeApiKeysOf(strapi, [id]);
      await removeOAuthClientsOf(strapi, [id]);
    }
    if (own.type) await syncMfaRequired(strapi, [user.adminUserId]);
    await recordChange(strapi, {
      about: { kind: 'user', id, name: current.userName },
      action: 'updated',
      changes: diff({ ...current, licence: licence?.before }, { ...own, licence: licence?.name }),
      actor,
    });
    return getUser(strapi, id);
  });
};

export const deleteUser = async (strapi: Strapi, id: number, actor: Actor) => {
  return inTransaction(strapi, async () => {
    await holdSuperAdmins(strapi);
    const user = await userTools.findForUpdate(strapi, id);
    await guards.assertMayManage(strapi, user, actor);
    await guards.assertMayShutOut(strapi, user, actor);
    if (await isAnyUserPrivileged(strapi, [user])) await assertFreshProofOfSession(strapi);
    const described = await getUser(strapi, id);
    await recordChange(strapi, {
      about: { kind: 'user', id, name: user.userName },
      action: 'deleted',
      changes: null,
      actor,
    });
    await nativeUsers(strapi).deleteById(user.adminUserId);
    return described;
  });
};
/** Null where the native user has no entry. With the ranges of everyone, of the roles and of the user, and the licence. */
export const findPrincipal = async (strapi: Strapi, adminUserId: number, roleIds: readonly number[]) => {
  const found = await store.findPrincipal(strapi, adminUserId, targetsOf({ roleIds }));
  if (!found) return null;
  const { user, ruleList, allowsKeys } = found;
  const addressRules = readList(ruleList) ?? (await ipRulesFor(strapi, { userId: user.id, roleIds }));
  return { user, addressRules, allowsKeys };
};
export const endRecoveries = (strapi: Strapi) => store.endRecoveries(strapi, clock.now());

export const userNames = async (strapi: Strapi, ids: readonly number[]) => {
  return new Map((await findUsers(strapi, ids)).map(({ id, userName }) => [id, userName]));
};

/** Refuses, naming the field, where somebody may not change what belongs to the user. */
export const assertMayManageUser = async (strapi: Strapi, id: number, actor: Actor, field: string) => {
  const user = await findUser(strapi, id);
  // Whoever is beyond reach is not there.
  if (!user || !(await seesUser(strapi, id, actor))) throw fieldError('UNKNOWN_USER', field);
  await guards.assertMayManage(strapi, user, actor);
};

/** The same, for a change of what belongs to the user: held until the transaction ends. */
export const holdUserForChange = async (strapi: Strapi, id: number, actor: Actor) => {
  const user = await userTools.findForUpdate(strapi, id);
  await guards.assertMayManage(strapi, user, actor);
  return user;
};

/** For a change of the accounts they belong to, of which some may be beyond the actor's reach. */
export const holdUserToPlace = async (strapi: Strapi, id: number, actor: Actor) => {
  const user = await userTools.findForUpdate(strapi, id);
  await assertSeesUser(strapi, id, actor);
  await guards.assertNoSuperAdmin(strapi, user, actor);
  return user;
};

/** Whether requests of the native user's would be turned away, for what is stored of the user itself. */
export const isUserKeptOut = async (strapi: Strapi, adminUserId: number) => {
  const user = await store.findByAdminUser(strapi, adminUserId);
  if (!user || user.type !== 'api-only') return !user || isShutOut(user);
  return isShutOut(user, 'api', await licenceAllowsKeys(strapi, user));
};

export const hasUsableSuperAdmin = async (strapi: Strapi) => {
  return store.hasOtherUsableSuperAdmin(strapi, [], await superAdminRoleIds(strapi), clock.now());
};

export const isUserLastSuperAdmin = async (strapi: Strapi, id: number) => {
  const user = await findUser(strapi, id);
  return user !== null && guards.isLastUsableSuperAdmin(strapi, user);
};
