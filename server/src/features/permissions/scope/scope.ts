import type { Knex } from 'knex';

import type { Strapi } from '../../../platform/strapi';

const ACCOUNTS = 'gatehouse_accounts';
const MEMBERS = 'gatehouse_account_members';

/** How far who is limited to their own accounts reaches. With no accounts: to nobody but themself. */
export type Scope = {
  /** Their own entry; 0 where there is none. */
  userId: number;
  /** Those they administer. What is below them is in the actor's scope too. */
  accountIds: readonly number[];
};

/** Accounts that are one of these, or below one. */
export const whereWithin = (query: Knex.QueryBuilder, column: string, accountIds: readonly number[]) =>
  query.where((either) => {
    // Fails closed: without accounts, none.
    if (accountIds.length === 0) void either.whereRaw('1 = 0');
    for (const id of accountIds) void either.orWhere(column, 'like', `%/${id}/%`);
  });

/** Selects the ids of who belongs to an account that lies within each of the lists. */
export const membersWithin = (strapi: Strapi, ...lists: (readonly number[])[]) => {
  const query = strapi.db
    .getConnection(MEMBERS)
    .join(ACCOUNTS, `${ACCOUNTS}.id`, `${MEMBERS}.account_id`)
    .select(`${MEMBERS}.user_id`) as unknown as Knex.QueryBuilder;
  for (const accountIds of lists) whereWithin(query, `${ACCOUNTS}.path`, accountIds);
  return query as never;
};

/** Rows about users in the actor's scope, themself among them; all rows without a limit. */
export const whereInScope = (
  strapi: Strapi,
  query: Knex.QueryBuilder,
  userColumn: string,
  scope: Scope | null | undefined,
) =>
  scope
    ? query.where(
        (either) =>
          void either
            .where(userColumn, scope.userId)
            .orWhereIn(userColumn, membersWithin(strapi, scope.accountIds)),
      )
    : query;
