import { nameKey } from '../../domain/name-key';
import type { Actor } from '../../lib/actor';
import { clock } from '../../lib/clock';
import { fieldError, GatehouseError } from '../../lib/errors';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';
import type { UserStore } from './store';
import type { StoredUser } from './user-row';

/** What is asked on the server before a user is changed. Each throws a refusal with its code. */
export const createGuards = (strapi: Strapi, store: UserStore) => {
  const roles = () => getService(strapi, 'roles');

  /** Only a super admin touches a super admin. */
  const assertMayManage = async (user: StoredUser, actor: Actor) => {
    if (!actor.isSuperAdmin && (await roles().isSuperAdmin(user.adminUserId)))
      throw new GatehouseError('SUPER_ADMIN_ONLY');
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

  const assertNameIsFree = async (
    userName: string | undefined,
    email: string,
    adminUserId: number | null,
  ) => {
    if (userName === undefined) return;
    // An e-mail address of somebody else's would be theirs to sign in with.
    if (userName.includes('@') && userName.toLowerCase() !== email)
      throw fieldError('VALIDATION', 'userName', 'must not be another e-mail address');
    const key = nameKey(userName);
    const owner = (await store.findNameOwners([key])).get(key);
    if (owner !== undefined && owner !== adminUserId) throw fieldError('USER_NAME_TAKEN', 'userName');
  };

  const assertEmailIsFree = async (email: string | undefined, adminUserId: number | null) => {
    if (email === undefined) return;
    const taken = await strapi.db
      .query('admin::user')
      .findOne({ where: { email: { $eqi: email } }, select: ['id'] });
    if (taken && Number(taken.id) !== adminUserId) throw fieldError('EMAIL_TAKEN', 'email');
  };

  /**
   * The roles a user is to have, the present ones unless given: no more than the actor holds, and never without a
   * super admin left.
   */
  const assertRoles = async (
    user: StoredUser,
    given: readonly number[] | undefined,
    type: StoredUser['type'],
    actor: Actor,
  ) => {
    const held = ((await roles().rolesOf([user.adminUserId])).get(user.adminUserId) ?? []).map(
      ({ id }) => id,
    );
    const roleIds = given ?? held;
    if (type === 'panel' && roleIds.length === 0)
      throw fieldError('VALIDATION', 'roles', 'a panel user needs at least one role');
    await roles().assertMayGrant(
      roleIds.filter((roleId) => !held.includes(roleId)),
      actor,
    );
    const superAdminRoles = await roles().superAdminRoleIds();
    const losesSuperAdmin = held.some(
      (roleId) => superAdminRoles.includes(roleId) && !roleIds.includes(roleId),
    );
    if (losesSuperAdmin && (await isLastUsableSuperAdmin(user))) throw new GatehouseError('LAST_SUPER_ADMIN');
  };

  return {
    assertMayManage,
    assertMayShutOut,
    assertNameIsFree,
    assertEmailIsFree,
    assertRoles,
    isLastUsableSuperAdmin,
  };
};
