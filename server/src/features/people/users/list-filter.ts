import type { Knex } from 'knex';
import type { z } from 'zod';

import type { userFilters } from '../../../../../shared/contracts/users';
import { whereFound } from '../../../platform/search';
import type { Scope } from '../../permissions/scope/scope';
import type { Memberships } from './memberships';
import { whereAccessLocked, whereStatus } from './status-query';
import { COLUMNS } from './user-row';

/** `scope`: the actor's, where limited. */
export type UserFilter = z.output<typeof userFilters> & { q?: string; scope?: Scope | null };

type Flag = (column: string) => string;

/** What looks users up in other tables. */
type Lookups = {
  memberships: Memberships;
  /** Restricts the query to users who have one of the licences. */
  whereLicensed: (query: Knex.QueryBuilder, licenceIds: readonly number[], flag: Flag) => unknown;
  /** A column of a few values; the index on it is left aside where most of a long list match. */
  flag: Flag;
};

const DAY_MS = 24 * 60 * 60 * 1000;

export const isFiltered = ({ q, ...filters }: UserFilter) =>
  Boolean(q) || Object.values(filters).some((value) => value !== undefined && value !== null);

/** Restricts the query to users that match the filter. */
export const whereMatches = (
  query: Knex.QueryBuilder,
  filter: UserFilter,
  { now, memberships, whereLicensed, flag }: Lookups & { now: Date },
) => {
  const { q, status, type, licence, accessLocked, lastLoginAt, scope } = filter;
  for (const { name, whereMember } of memberships)
    if (name === 'scope')
      query.where((either) => void whereMember(either.where('id', scope?.userId ?? 0).or));
    else whereMember(query);
  if (q) whereFound(query, COLUMNS.searchText, q);
  if (status) whereStatus(query, status, now);
  if (type) query.whereIn(flag('type'), type);
  if (licence) whereLicensed(query, licence, flag);
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
