import type { Knex } from 'knex';

import type { Strapi } from '../../../platform/strapi';

export const ACCOUNTS = 'gatehouse_accounts';
export const MEMBERS = 'gatehouse_account_members';

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

/** The same of several lists: within every one of them. */
export const whereWithinAll = (query: Knex.QueryBuilder, lists: readonly (readonly number[])[]) => {
  for (const accountIds of lists) whereWithin(query, 'path', accountIds);
  return query;
};

/** Selects the ids of users who belong to one of the accounts, or to one below. */
const membersWithin = (strapi: Strapi, accountIds: readonly number[]) => {
  const accounts = strapi.db.getConnection(ACCOUNTS) as unknown as Knex.QueryBuilder;
  return strapi.db
    .getConnection(MEMBERS)
    .whereIn('account_id', whereWithin(accounts, 'path', accountIds).select('id') as never)
    .select('user_id') as never;
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
