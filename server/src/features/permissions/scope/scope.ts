import type { Knex } from 'knex';

import type { Strapi } from '../../../platform/strapi';

const ACCOUNTS = 'gatehouse_accounts';
const MEMBERS = 'gatehouse_account_members';

/** Whom an actor limited to their own accounts may see. Without accounts: only themselves. */
export type Scope = {
  /** Their own entry; 0 without one. */
  userId: number;
  /** The accounts they administer; those below are in scope, too. */
  accountIds: readonly number[];
};

/** Accounts that are one of these, or below one. */
export const whereWithin = (query: Knex.QueryBuilder, column: string, accountIds: readonly number[]) =>
  query.where((either) => {
    // Fails closed: without accounts, nothing matches.
    if (accountIds.length === 0) void either.whereRaw('1 = 0');
    for (const id of accountIds) void either.orWhere(column, 'like', `%/${id}/%`);
  });

/** Selects the ids of users who belong to an account within every list. */
export const membersWithin = (strapi: Strapi, ...lists: (readonly number[])[]) => {
  const query = strapi.db
    .getConnection(MEMBERS)
    .join(ACCOUNTS, `${ACCOUNTS}.id`, `${MEMBERS}.account_id`)
    .select(`${MEMBERS}.user_id`) as unknown as Knex.QueryBuilder;
  for (const accountIds of lists) whereWithin(query, `${ACCOUNTS}.path`, accountIds);
  return query as never;
};

/** Rows about users in the scope, the actor's own included; without a scope, all rows. */
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
