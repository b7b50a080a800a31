import type { Knex } from 'knex';
import type { z } from 'zod';

import type { userFilters } from '../../../../../shared/contracts/users';
import { whereFound } from '../../../platform/search';
import type { Scope } from '../../permissions/scope/scope';
import { whereAccessLocked, whereStatus } from './status-query';
import { COLUMNS } from './user-row';

/** `scope`: the actor's, where limited. */
export type UserFilter = z.output<typeof userFilters> & { q?: string; scope?: Scope | null };

/** Filters that look users up in other tables. */
type Lookups = {
  /** Selects the native ids of users who hold one of the roles. */
  holdersOf: (roleIds: readonly number[]) => never;
  /** Selects the ids of users in one of the role groups. */
  membersOf: (groupIds: readonly number[]) => never;
  /** Selects the ids of users who hold one of the DAC groups. */
  dacHoldersOf: (groupIds: readonly number[]) => never;
  /** Restricts the query to users who have one of the licences. */
  whereLicensed: (query: Knex.QueryBuilder, licenceIds: readonly number[]) => unknown;
  /** Selects the ids of users who belong to an account within every list. */
  membersWithin: (...lists: (readonly number[])[]) => never;
  whereInScope: (query: Knex.QueryBuilder, scope: Scope) => unknown;
  /** A column of a few values; the index on it is left aside where most of a long list match. */
  flag: (column: string) => string;
};

const DAY_MS = 24 * 60 * 60 * 1000;

export const isFiltered = ({ q, ...filters }: UserFilter) =>
  Boolean(q) || Object.values(filters).some((value) => value !== undefined && value !== null);

/** Restricts the query to users that match the filter. */
export const whereMatches = (
  query: Knex.QueryBuilder,
  filter: UserFilter,
  {
    now,
    holdersOf,
    membersOf,
    dacHoldersOf,
    whereLicensed,
    membersWithin,
    whereInScope,
    flag,
  }: Lookups & { now: Date },
) => {
  const { q, status, type, role, roleGroup, account, dacGroup, licence, accessLocked, lastLoginAt, scope } =
    filter;
  if (scope) whereInScope(query, scope);
  // Members of accounts outside the actor's scope are not revealed.
  if (account) query.whereIn('id', membersWithin(account, ...(scope ? [scope.accountIds] : [])));
  if (q) whereFound(query, COLUMNS.searchText, q);
  if (status) whereStatus(query, status, now);
  if (type) query.whereIn(flag('type'), type);
  if (role) query.whereIn('admin_user_id', holdersOf(role));
  if (roleGroup) query.whereIn('id', membersOf(roleGroup));
  if (dacGroup) query.whereIn('id', dacHoldersOf(dacGroup));
  if (licence) whereLicensed(query, licence);
  if (accessLocked !== undefined) whereAccessLocked(query, accessLocked, now);
  for (const name of ['mfaEnabled', 'mfaRequired'] as const)
    if (filter[name] !== undefined) query.where(flag(COLUMNS[name]), filter[name]);
  if (lastLoginAt) whereLastLogin(query, flag(COLUMNS.lastLoginAt), lastLoginAt, now);
  for (const date of ['createdAt', 'updatedAt'] as const) {
    const { from, before } = filter[date] ?? {};
    if (from) query.where(COLUMNS[date], '>=', from);
    if (before) query.where(COLUMNS[date], '<', before);
  }
  return query;
};

const whereLastLogin = (
  query: Knex.QueryBuilder,
  column: string,
  { isNever, olderThanDays }: NonNullable<UserFilter['lastLoginAt']>,
  now: Date,
) =>
  query.where((either) => {
    if (isNever) void either.orWhereNull(column);
    if (olderThanDays !== null)
      void either.orWhere(column, '<', new Date(now.getTime() - olderThanDays * DAY_MS));
  });
