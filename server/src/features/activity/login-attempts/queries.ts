import type { z } from 'zod';

import { REASON_MESSAGES } from '../../../../../shared/constants';
import type {
  listLoginAttempts,
  LoginAttempt,
  LoginAttemptFilters,
  summarizeLoginAttempts,
} from '../../../../../shared/contracts/login-attempts';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { userNames } from '../../people/users/record';
import { scopeOf } from '../../permissions/scope/record';
import { toAttemptFilter } from './filter';
import * as store from './store';
import type { AttemptFilter, ListedAttempt } from './store';
import { summarize } from './summary';

/** In the contract's form, with the users' current names, from one lookup for all. */
export const describe = async (strapi: Strapi, attempts: readonly ListedAttempt[]) => {
  const names = await userNames(strapi, [...new Set(attempts.flatMap(({ userId }) => userId ?? []))]);
  return attempts.map(({ userId, ...attempt }): LoginAttempt => {
    const userName = userId === null ? undefined : names.get(userId);
    return {
      ...attempt,
      user: userId === null || userName === undefined ? null : { id: userId, userName },
      message: REASON_MESSAGES[attempt.reason],
    };
  });
};

export const filterOf = async (
  strapi: Strapi,
  filters: LoginAttemptFilters,
  actor: Actor,
): Promise<AttemptFilter> => ({
  ...toAttemptFilter(filters),
  scope: await scopeOf(strapi, actor),
});

export const listAttempts = async (
  strapi: Strapi,
  { page, pageSize, filters }: z.output<typeof listLoginAttempts.query>,
  actor: Actor,
) => {
  const { total, totalIsCapped, attempts } = await store.list(
    strapi,
    await filterOf(strapi, filters, actor),
    {
      offset: (page - 1) * pageSize,
      limit: pageSize,
    },
  );
  return { data: await describe(strapi, attempts), meta: paginate({ page, pageSize, total, totalIsCapped }) };
};

export const summarizeAttempts = async (
  strapi: Strapi,
  { filters, timeZone }: z.output<typeof summarizeLoginAttempts.query>,
  actor: Actor,
) => {
  const filter = await filterOf(strapi, filters, actor);
  return { data: await summarize(strapi, { ...filter, timeZone, now: clock.now() }) };
};
