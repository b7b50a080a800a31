import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { isSuperAdmin, superAdminRoleIds } from '../../permissions/roles/record';
import * as store from './store';
import { findUser } from './store';
import type { StoredUser } from './user-row';

export const isLastUsableSuperAdmin = async (strapi: Strapi, user: StoredUser) => {
  if (!(await isSuperAdmin(strapi, user.adminUserId))) return false;
  return !(await store.hasOtherUsableSuperAdmin(
    strapi,
    [user.adminUserId],
    await superAdminRoleIds(strapi),
    clock.now(),
  ));
};

export const hasUsableSuperAdmin = async (strapi: Strapi) => {
  return store.hasOtherUsableSuperAdmin(strapi, [], await superAdminRoleIds(strapi), clock.now());
};

export const isUserLastSuperAdmin = async (strapi: Strapi, id: number) => {
  const user = await findUser(strapi, id);
  return user !== null && isLastUsableSuperAdmin(strapi, user);
};
