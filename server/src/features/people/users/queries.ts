import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/users';
import type { User } from '../../../../../shared/contracts/users';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { scopeOf } from '../../permissions/scope/record';
import { listLeftOut } from '../directory/native-store';
import { describeUsers } from './describe';
import * as store from './store';
import { findUser } from './store';

export const getUser = async (strapi: Strapi, id: number) => {
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  return { data: (await describeUsers(strapi, [user]))[0] as User };
};
type ListQuery = z.output<typeof contracts.listUsers.query>;

export const listUsers = async (
  strapi: Strapi,
  { page, pageSize, sort, _q, filters }: ListQuery,
  actor: Actor,
) => {
  const range = { sort, offset: (page - 1) * pageSize, limit: pageSize };
  const filter = { q: _q, ...filters, scope: await scopeOf(strapi, actor) };
  const { total, totalIsCapped, users } = await store.list(strapi, filter, range, clock.now());
  // Actors with a limited scope are told of nobody outside it.
  const leftOut = filter.scope ? [] : await listLeftOut(strapi);
  return {
    data: await describeUsers(strapi, users),
    meta: { ...paginate({ page, pageSize, total, totalIsCapped }), ...(leftOut.length > 0 && { leftOut }) },
  };
};
