/**
 * Attempts counted in slices of so many rows. On SQLite nobody else is served during a statement, so none of
 * these reads more than a slice, however many attempts there are and however few of them match.
 */

import type { Knex } from 'knex';

import { type Outcome, REQUEST_REASONS } from '../../../../../shared/constants';
import { QUARTER_MS } from '../../../domain/time-buckets';
import { type Row, selectFrom, toDate, toText } from '../../../platform/database';
import { inTurn } from '../../../platform/in-turn';
import type { Strapi } from '../../../platform/strapi';
import { type AttemptFilter, matching } from './store';

const ROWS_A_SLICE = 5_000;
/** At most this many, the newest, are summed up. */
export const SUM_UP_AT_MOST = 400_000;

export type Range = AttemptFilter & { from: Date; to: Date };
type Place = { id: number; at: Date };
/** Older than `after` and no older than `last`; null: from the newest on, to the oldest. */
type Slice = { after: Place | null; last: Place | null };

/** Quarters of an hour since the bound moment, in each database's SQL. */
const QUARTERS_SINCE = {
  sqlite: `(?? - ?) / ${QUARTER_MS}`,
  postgres: `floor(extract(epoch from (?? - cast(? as timestamp))) * 1000 / ${QUARTER_MS})`,
  mysql: `floor(timestampdiff(microsecond, ?, ??) / 1000 / ${QUARTER_MS})`,
};

const quartersSince = (strapi: Strapi, origin: Date) => {
  const client = strapi.db.dialect.client as keyof typeof QUARTERS_SINCE;
  const bindings = client === 'mysql' ? [origin, 'created_at'] : ['created_at', origin];
  return strapi.db.connection.raw(QUARTERS_SINCE[client], bindings as never);
};

/** As their indexes are sorted: a user's own by id, all others by date and id. */
const newestFirst = (query: Knex.QueryBuilder, { userId }: Range) => {
  if (userId === undefined) query.orderBy('created_at', 'desc');
  return query.orderBy('id', 'desc');
};

const whereInSlice = (query: Knex.QueryBuilder, { userId }: Range, { after, last }: Slice) => {
  if (userId !== undefined) {
    if (after) query.where('id', '<', after.id);
    if (last) query.where('id', '>=', last.id);
    return query;
  }
  if (after)
    query
      .where('created_at', '<=', after.at)
      .where((q) => void q.where('created_at', '<', after.at).orWhere('id', '<', after.id));
  if (last) query.where((q) => void q.where('created_at', '>', last.at).orWhere('id', '>=', last.id));
  return query;
};

/** The dates that bound a slice: SQLite looks a range up by one of its bounds, perhaps the wider one. */
const datesOf = ({ userId, from, to }: Range, { after, last }: Slice) =>
  userId === undefined ? { from: last?.at ?? from, to: after ? undefined : to } : { from, to };

/** The last row of the next slice, matching or not; null: fewer are left. */
const lastOfNext = async (strapi: Strapi, filter: Range, after: Place | null): Promise<Place | null> => {
  const slice = { after, last: null };
  const rows =
    filter.userId === undefined
      ? matching(strapi, datesOf(filter, slice))
      : matching(strapi, { userId: filter.userId });
  const [row] = (await newestFirst(whereInSlice(rows, filter, slice), filter)
    .offset(ROWS_A_SLICE - 1)
    .limit(1)
    .select('id', 'created_at')) as Row[];
  return row ? { id: Number(row.id), at: toDate(row.created_at) ?? new Date(0) } : null;
};

const toGroup = (row: Row) => ({
  quarter: Number(row.quarter),
  outcome: row.outcome as Outcome,
  /** Of failures, if known: its key. */
  address: toText(row.address),
  total: Number(row.total),
  oldest: toDate(row.oldest) ?? new Date(0),
  newest: toDate(row.newest) ?? new Date(0),
});
type Group = ReturnType<typeof toGroup>;

/** Sign-ins only, unless other reasons are asked for. */
const groupsOf = async (
  strapi: Strapi,
  filter: Range,
  slice: Slice,
  { origin, limit }: { origin: Date; limit: number },
): Promise<Group[]> => {
  const rows = matching(strapi, { ...filter, ...datesOf(filter, slice) })
    .whereNotIn('reason', filter.reasons ? [] : [...REQUEST_REASONS])
    .select('created_at', 'outcome', 'ip_key')
    .limit(limit);
  const address = strapi.db.connection.raw(`case when ?? = 'failure' then ?? end`, ['outcome', 'ip_key']);
  const groups = await selectFrom(newestFirst(whereInSlice(rows, filter, slice), filter), 'newest')
    .select({ quarter: quartersSince(strapi, origin), outcome: 'outcome', address })
    .count({ total: '*' })
    .min({ oldest: 'created_at' })
    .max({ newest: 'created_at' })
    .groupBy('quarter', 'outcome', 'address');
  return (groups as Row[]).map(toGroup);
};

/**
 * Counts by quarters of an hour since `origin`, by outcome and by address, slice by slice, the newest first;
 * if there are too many, only of the newest. What is recorded meanwhile is counted once or not at all.
 */
export const countInSlices = async function* (strapi: Strapi, filter: Range, origin: Date) {
  let after: Place | null = null;
  let limit = SUM_UP_AT_MOST;
  do {
    await inTurn(strapi);
    const last: Place | null = await lastOfNext(strapi, filter, after);
    const groups: Group[] = await groupsOf(strapi, filter, { after, last }, { origin, limit });
    yield groups;
    limit = groups.reduce((left, { total }) => left - total, limit);
    after = last;
  } while (after && limit > 0);
};
