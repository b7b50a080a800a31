import type { ErrorCode } from '../../../../../shared/error-codes';
import { refuse } from '../../../../../shared/refusals';
import { grantedBetween, type RoleChange, rolesIn } from '../../../domain/holding';
import { isLikeAddress, spellingKey, userNameKey } from '../../../domain/name-key';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { UserStore } from './store';
import type { StoredUser } from './user-row';

type LicenceChange = {
  type?: StoredUser['type'] | undefined;
  roles?: readonly number[] | undefined;
  licence?: number | null | undefined;
};

export const assertNoRoleIsMissing = (type: StoredUser['type'], roleIds: readonly number[]) => {
  if (type === 'panel' && roleIds.length === 0) throw fieldError('VALIDATION', 'roles', refuse('needs-role'));
};

/** What is asked on the server before a user is changed. Each throws a refusal with its code. */
export const createGuards = (strapi: Strapi, store: UserStore) => {
  const roles = () => getService(strapi, 'roles');

  const reach = () => getService(strapi, 'reach');

  /** Only a super admin touches a super admin. */
  const assertNoSuperAdmin = async (user: StoredUser, actor: Actor) => {
    if (!actor.isSuperAdmin && (await roles().isSuperAdmin(user.adminUserId)))
      throw new GatehouseError('SUPER_ADMIN_ONLY');
  };

  /** Nor does who is limited to their own accounts touch anybody who belongs elsewhere too. */
  const assertMayManage = async (user: StoredUser, actor: Actor) => {
    const code = (await reach().ask([user], actor)).refusal(user);
    if (code) throw new GatehouseError(code);
    await assertNoSuperAdmin(user, actor);
  };

  const isLastUsableSuperAdmin = async (user: StoredUser) => {
    if (!(await roles().isSuperAdmin(user.adminUserId))) return false;
    return !(await store.hasOtherUsableSuperAdmin(
      [user.adminUserId],
      await roles().superAdminRoleIds(),
      clock.now(),
    ));
  };

  /** Nobody shuts out themself, and somebody who can let the others in again always remains. */
  const assertMayShutOut = async (user: StoredUser, actor: Actor) => {
    if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
    if (await isLastUsableSuperAdmin(user)) throw new GatehouseError('LAST_SUPER_ADMIN');
  };

  /** Tries that one could give back to oneself would never end. */
  const refusalOfTries = ({ adminUserId }: StoredUser, actor: Actor): ErrorCode | null =>
    adminUserId === actor.adminUserId ? 'OWN_USER' : null;

  /** One's own password is changed by who knows it; users who are API-only have none. */
  const refusalOfPassword = ({ adminUserId, type }: StoredUser, actor: Actor): ErrorCode | null => {
    if (adminUserId === actor.adminUserId) return 'OWN_USER';
    return type === 'api-only' ? 'NO_PASSWORD' : null;
  };

  const assertMayGiveTries = (user: StoredUser, actor: Actor) => {
    const code = refusalOfTries(user, actor);
    if (code) throw new GatehouseError(code);
  };

  const assertMayChangePassword = (user: StoredUser, actor: Actor) => {
    const code = refusalOfPassword(user, actor);
    if (code) throw new GatehouseError(code);
  };

  /**
   * The same questions about many users, of facts that are read together; answered one user after the other, as of
   * all super admins in a selection one has to remain.
   */
  const askOfMany = async (
    users: readonly StoredUser[],
    actor: Actor,
    roleIdsToGive: readonly number[] = [],
  ) => {
    const superAdmins = await roles().superAdminsAmong(users.map(({ adminUserId }) => adminUserId));
    const asked = await reach().ask(users, actor, roleIdsToGive);
    const roleIds = await roles().superAdminRoleIds();
    const ids = [...superAdmins];
    const now = clock.now();
    const othersRemain = ids.length === 0 || (await store.hasOtherUsableSuperAdmin(ids, roleIds, now));
    const usable = new Set(othersRemain ? [] : await store.usableSuperAdminsAmong(ids, roleIds, now));
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

  const assertNameIsFree = async (
    userName: string | undefined,
    email: string,
    adminUserId: number | null,
  ) => {
    if (userName === undefined) return;
    // An e-mail address of somebody else's would be theirs to sign in with.
    if (isLikeAddress(userName) && userName.toLowerCase() !== email)
      throw fieldError('VALIDATION', 'userName', refuse('email-of-others'));
    const owners = await store.findNameOwners([userNameKey(userName), spellingKey(userName)]);
    if ([...owners.values()].some((owner) => owner !== adminUserId))
      throw fieldError('USER_NAME_TAKEN', 'userName');
  };

  const assertEmailIsFree = async (email: string | undefined, adminUserId: number | null) => {
    if (email === undefined) return;
    const taken = await strapi.db
      .query('admin::user')
      .findOne({ where: { email: { $eqi: email } }, select: ['id'] });
    if (taken && Number(taken.id) !== adminUserId) throw fieldError('EMAIL_TAKEN', 'email');
  };

  const assertSuperAdminRemains = async (
    user: StoredUser,
    before: readonly number[],
    after: readonly number[],
  ) => {
    const superAdminRoles = await roles().superAdminRoleIds();
    const isLost = before.some((roleId) => superAdminRoles.includes(roleId) && !after.includes(roleId));
    if (isLost && (await isLastUsableSuperAdmin(user))) throw new GatehouseError('LAST_SUPER_ADMIN');
  };

  /** The roles a user is to have: no more of them new than the actor holds, and never without a super admin left. */
  const assertRoles = async (
    user: StoredUser,
    { before, after }: RoleChange,
    type: StoredUser['type'],
    actor: Actor,
  ) => {
    const held = rolesIn(before);
    const roleIds = rolesIn(after);
    assertNoRoleIsMissing(type, roleIds);
    await roles().assertMayGrant(grantedBetween({ before, after }), actor);
    await roles().assertFor(type, roleIds);
    await reach().assertMayGive(roleIds, actor);
    await assertSuperAdminRemains(user, held, roleIds);
  };

  /** The licence that the user is to have, where something is changed that bears on it. */
  const settleLicence = async (user: StoredUser, given: LicenceChange, actor: Actor) => {
    if (given.licence === undefined && given.roles === undefined && given.type === undefined) return null;
    const held = (await roles().rolesOf([user.adminUserId])).get(user.adminUserId) ?? [];
    const { type = user.type, roles: roleIds = held.map(({ id }) => id), licence } = given;
    return getService(strapi, 'licences').settle({ type, roles: roleIds, licence }, user, actor);
  };

  return {
    assertNoSuperAdmin,
    assertMayManage,
    assertMayShutOut,
    assertMayChangePassword,
    assertMayGiveTries,
    askOfMany,
    assertNameIsFree,
    assertEmailIsFree,
    assertRoles,
    settleLicence,
    assertSuperAdminRemains,
    isLastUsableSuperAdmin,
  };
};

export type Guards = ReturnType<typeof createGuards>;
