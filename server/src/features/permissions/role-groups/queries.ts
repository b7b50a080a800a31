import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/role-groups';
import type { RoleGroup } from '../../../../../shared/contracts/role-groups';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import * as store from './store';
import type { StoredRoleGroup } from './store';

const describe = async (strapi: Strapi, groups: readonly StoredRoleGroup[]): Promise<RoleGroup[]> => {
  const ids = groups.map(({ id }) => id);
  const groupRoles = await store.rolesOf(strapi, ids);
  const counts = await store.countMembers(strapi, ids);
  return groups.map((group) => ({
    ...group,
    roles: groupRoles.get(group.id) ?? [],
    userCount: counts.get(group.id) ?? 0,
  }));
};

export const find = async (strapi: Strapi, id: number): Promise<RoleGroup> => {
  const [group] = await describe(strapi, await store.findMany(strapi, [id]));
  if (!group) throw new GatehouseError('NOT_FOUND');
  return group;
};

export const listRoleGroups = async (
  strapi: Strapi,
  { page, pageSize, _q }: z.output<typeof contracts.listRoleGroups.query>,
) => {
  const { total, groups } = await store.list(strapi, {
    q: _q,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  });
  return { data: await describe(strapi, groups), meta: paginate({ page, pageSize, total }) };
};

export const getRoleGroup = async (strapi: Strapi, id: number) => ({ data: await find(strapi, id) });
