import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/roles';
import type { Role } from '../../../../../shared/contracts/roles';
import { SUPER_ADMIN } from '../../../platform/actor';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { listLogOfRole } from '../../activity/log/queries';
import { findUser } from '../../people/users/store';
import { roleGroupsOfUsers } from '../role-groups/record';
import { apiActions } from './api-actions';
import { effectivePermissions } from './effective-permissions';
import { privilegedAmong } from './privileged';
import * as store from './store';
import { findRoles, type StoredRole } from './store';

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

export const listRoleChanges = async (
  strapi: Strapi,
  id: number,
  paging: { page: number; pageSize: number },
) => {
  await getRole(strapi, id);
  return listLogOfRole(strapi, id, paging);
};

/** What the user's roles let them do in the panel and in the Content API. */
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
