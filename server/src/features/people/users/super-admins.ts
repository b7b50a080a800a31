import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { superAdminRoleIds, superAdminsAmong } from '../../permissions/roles/record';
import * as store from './store';
import type { StoredUser } from './user-row';

/**
 * Which of these users is the last super admin who can sign in; `shutOut` marks one as shut out. `gone`: those
 * marked before, whom the database does not show as shut out.
 */
export const usableSuperAdminsOf = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  gone: Set<number> = new Set(),
) => {
  const ids = users.map(({ adminUserId }) => adminUserId);
  const superAdmins = await superAdminsAmong(strapi, ids);
  const usable = new Set<number>();
  let isOneElsewhere = superAdmins.size === 0;
  if (superAdmins.size > 0) {
    const among = [[...superAdmins], await superAdminRoleIds(strapi), clock.now()] as const;
    const [those, ...rest] = among;
    isOneElsewhere = await store.hasOtherUsableSuperAdmin(strapi, [...those, ...gone], ...rest);
    if (!isOneElsewhere)
      for (const id of await store.usableSuperAdminsAmong(strapi, ...among)) usable.add(id);
  }
  return {
    isLast: ({ adminUserId }: StoredUser) =>
      superAdmins.has(adminUserId) && !isOneElsewhere && ![...usable].some((id) => id !== adminUserId),
    shutOut: ({ adminUserId }: StoredUser) => {
      usable.delete(adminUserId);
      if (superAdmins.has(adminUserId)) gone.add(adminUserId);
    },
  };
};

export const isLastUsableSuperAdmin = async (strapi: Strapi, user: StoredUser) =>
  (await usableSuperAdminsOf(strapi, [user])).isLast(user);

export const hasUsableSuperAdmin = async (strapi: Strapi) => {
  return store.hasOtherUsableSuperAdmin(strapi, [], await superAdminRoleIds(strapi), clock.now());
};
