import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/delegations';
import type { Delegation } from '../../../../../shared/contracts/delegations';
import { stateOf } from '../../../domain/delegation';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { findUser } from '../../people/users/store';
import { scopeOf } from '../scope/record';
import { standingFor } from './questions';
import * as store from './store';
import type { StoredDelegation } from './store';

export const describe = (stored: StoredDelegation): Delegation => ({
  ...stored,
  forDacGroup: stored.dacGroup,
  validFrom: stored.validFrom.toISOString(),
  validTo: stored.validTo?.toISOString() ?? null,
  state: stateOf(stored, clock.now()),
  createdAt: stored.createdAt.toISOString(),
});

export const listDelegations = async (strapi: Strapi, userId: number, actor: Actor) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: (await store.listOf(strapi, userId, await scopeOf(strapi, actor))).map(describe) };
};

export const listDelegates = async (
  strapi: Strapi,
  userId: number,
  { page, pageSize }: z.output<typeof contracts.listDelegates.query>,
  actor: Actor,
) => {
  const user = await findUser(strapi, userId);
  if (!user) throw new GatehouseError('NOT_FOUND');
  const dacGroupIds = (await standingFor(strapi, user)).map(({ id }) => id);
  const { total, delegations } = await store.listDelegates(
    strapi,
    { userId, dacGroupIds },
    await scopeOf(strapi, actor),
    { offset: (page - 1) * pageSize, limit: pageSize },
  );
  return { data: delegations.map(describe), meta: paginate({ page, pageSize, total }) };
};
