import { isNativeActive } from '../../../domain/status';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { Guards } from './guards';
import type { StoredUser } from './user-row';

/** What is asked before Strapi's own pages change users: the same as before ours do. */
export const createNativeChanges = (strapi: Strapi, guards: Guards) => {
  const roles = () => getService(strapi, 'roles');
  return {
    async assertMayRemoveAll(users: readonly StoredUser[], actor: Actor) {
      const ask = await guards.askOfMany(users, actor);
      for (const user of users) {
        const code = ask.mayManage(user) ?? ask.mayShutOut(user);
        if (code) throw new GatehouseError(code);
      }
    },

    /** What is given is asked about where the record is written, as it is of every path (doors/password-setting.ts). */
    async assertMayChangeNative(
      user: StoredUser,
      { isActive, roleIds }: { isActive: boolean; roleIds: readonly number[] | null },
      actor: Actor,
    ) {
      await guards.assertMayManage(user, actor);
      if (!isActive && isNativeActive(user, clock.now())) await guards.assertMayShutOut(user, actor);
      if (!roleIds) return;
      const held = (await roles().rolesOf([user.adminUserId])).get(user.adminUserId) ?? [];
      await guards.assertSuperAdminRemains(
        user,
        held.map(({ id }) => id),
        roleIds,
      );
    },

    /** Whether any of them holds what gives power or protects. */
    async isAnyPrivileged(users: readonly StoredUser[]) {
      const held = await roles().rolesOf(users.map(({ adminUserId }) => adminUserId));
      return roles().isAnyPrivileged([...held.values()].flat().map(({ id }) => id));
    },
  };
};
