/** What is asked before Strapi's own pages change users: the same as before ours do. */

import { isNativeActive } from '../../../domain/status';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import type { StoredUser } from './user-row';
import * as guards from './guards';
import { isAnyRolePrivileged, rolesOf } from '../../permissions/roles/service';

export const assertMayRemoveAll = async (strapi: Strapi, users: readonly StoredUser[], actor: Actor) => {
  const ask = await guards.askOfMany(strapi, users, actor);
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
  await guards.assertMayManage(strapi, user, actor);
  if (!isActive && isNativeActive(user, clock.now())) await guards.assertMayShutOut(strapi, user, actor);
  if (!roleIds) return;
  const held = (await rolesOf(strapi, [user.adminUserId])).get(user.adminUserId) ?? [];
  await guards.assertSuperAdminRemains(
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
