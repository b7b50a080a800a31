import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/ip-rules';
import type { IpRule } from '../../../../../shared/contracts/ip-rules';
import type { Actor } from '../../../platform/actor';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { userNames } from '../../people/users/record';
import { scopeOf } from '../../permissions/scope/record';
import { roleNames } from '../../permissions/roles/record';
import * as store from './store';
import type { StoredRule } from './store';

/** Adds user and role names, in two look-ups for any number of rules. */
export const describe = async (strapi: Strapi, rules: readonly StoredRule[]): Promise<IpRule[]> => {
  const namesOfUsers = await userNames(
    strapi,
    rules.flatMap(({ userId }) => userId ?? []),
  );
  const namesOfRoles = await roleNames(
    strapi,
    rules.flatMap(({ roleId }) => roleId ?? []),
  );
  return rules.map(({ userId, roleId, cidr: _, ...rule }) => ({
    ...rule,
    user: userId === null ? null : { id: userId, userName: namesOfUsers.get(userId) ?? '' },
    role: roleId === null ? null : { id: roleId, name: namesOfRoles.get(roleId) ?? '' },
  }));
};

export const listIpRules = async (
  strapi: Strapi,
  { page, pageSize, sort, filters }: z.output<typeof contracts.listIpRules.query>,
  actor: Actor,
) => {
  const { total, rules } = await store.list(
    strapi,
    { scope: filters.scope?.$eq, userId: filters.user?.$eq, roleId: filters.role?.$eq },
    await scopeOf(strapi, actor),
    { sort, offset: (page - 1) * pageSize, limit: pageSize },
  );
  return { data: await describe(strapi, rules), meta: paginate({ page, pageSize, total }) };
};
