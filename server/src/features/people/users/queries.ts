import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/users';
import { type User, userFilters } from '../../../../../shared/contracts/users';
import { ATTENTION, ATTENTION_NAMES } from '../../../../../shared/users/attention';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { scopeOf } from '../../permissions/scope/record';
import { listLeftOut } from '../directory/native-store';
import { describeUsers } from './describe';
import type { UserFilter } from './list-filter';
import * as store from './store';
import { findUser } from './store';

export const getUser = async (strapi: Strapi, id: number) => {
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  return { data: (await describeUsers(strapi, [user]))[0] as User };
};
type ListQuery = z.output<typeof contracts.listUsers.query>;

/** What the actor asks for, within their scope; refused where it tells more than they may see. */
export const filterFor = async (
  strapi: Strapi,
  asked: Omit<UserFilter, 'scope'>,
  actor: Actor,
): Promise<UserFilter> => {
  if (asked.keyExpires && !actor.can('api-keys.read')) throw new GatehouseError('NOT_PERMITTED');
  return { ...asked, scope: await scopeOf(strapi, actor) };
};

export const listUsers = async (
  strapi: Strapi,
  { page, pageSize, sort, _q, filters }: ListQuery,
  actor: Actor,
) => {
  const range = { sort, offset: (page - 1) * pageSize, limit: pageSize };
  const filter = await filterFor(strapi, { q: _q, ...filters }, actor);
  const { total, totalIsCapped, users } = await store.list(strapi, filter, range, clock.now());
  // Actors with a limited scope are told of nobody outside it.
  const leftOut = filter.scope ? [] : await listLeftOut(strapi);
  return {
    data: await describeUsers(strapi, users),
    meta: { ...paginate({ page, pageSize, total, totalIsCapped }), ...(leftOut.length > 0 && { leftOut }) },
  };
};

/** Of what the actor may see, counted with the filters that the list is opened with. */
export const getAttention = async (strapi: Strapi, actor: Actor) => {
  const names = ATTENTION_NAMES.filter((name) => name !== 'keys-expiring' || actor.can('api-keys.read'));
  const [scope, now] = [await scopeOf(strapi, actor), clock.now()];
  const data = [];
  for (const about of names) {
    const filter = { ...userFilters.parse(ATTENTION[about]), scope };
    data.push({ about, ...(await store.countMatching(strapi, filter, now)) });
  }
  return { data };
};
