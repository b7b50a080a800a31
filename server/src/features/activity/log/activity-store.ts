/** The whole log, newest first. */

import type { Knex } from 'knex';

import type { LogEntry } from '../../../../../shared/contracts/log';
import type { LogAction, TargetKind } from '../../../../../shared/log/actions';
import {
  countUpTo,
  idsIn,
  outsideTransaction,
  readInOrder,
  type Row,
  toText,
} from '../../../platform/database';
import { pagesNewestFirst } from '../../../platform/newest-first';
import type { Strapi } from '../../../platform/strapi';
import { toEntry } from './store';

const TABLE = 'gatehouse_notes';
/** Beyond this the rows are no longer counted: nobody pages to the last of ten million. */
const COUNT_AT_MOST = 10_000;

export type ActivityFilter = {
  /** Null matches nothing. */
  actorId?: number | null;
  actions?: readonly LogAction[];
  kind?: LogEntry['kind'];
  about?: readonly TargetKind[];
  target?: { kind: TargetKind; id: number } | { kind: TargetKind; name: string };
  userId?: number;
  from?: Date;
  before?: Date;
};

export type StoredActivity = LogEntry & {
  about: { kind: TargetKind; id: number | null; name: string | null };
};

/** What it is about: rows older than the target columns have a user or a role, or concern everybody. */
const aboutOf = (row: Row): StoredActivity['about'] => {
  const idOf = (id: unknown) => (id === null ? null : Number(id));
  if (row.target_kind)
    return {
      kind: row.target_kind as TargetKind,
      id: idOf(row.target_id),
      name: toText(row.target_name),
    };
  if (row.user_id !== null) return { kind: 'user', id: Number(row.user_id), name: null };
  if (row.role_id !== null) return { kind: 'role', id: Number(row.role_id), name: null };
  return { kind: 'environment', id: null, name: null };
};

const toActivity = (row: Row): StoredActivity => ({ ...toEntry(row), about: aboutOf(row) });

const isDated = (filter: ActivityFilter) => Boolean(filter.from ?? filter.before);
const isOfOne = ({ userId, target }: ActivityFilter) => userId !== undefined || target !== undefined;

/** Users and roles by their own columns, which older rows have too. */
const whereAbout = (query: Knex.QueryBuilder, kind: TargetKind) => {
  if (kind === 'user') void query.orWhereNotNull('user_id');
  else if (kind === 'role') void query.orWhereNotNull('role_id');
  else if (kind === 'environment')
    void query.orWhere(
      (q) =>
        void q
          .whereRaw(`coalesce(??, 'environment') = 'environment'`, ['target_kind'])
          .whereNull('user_id')
          .whereNull('role_id'),
    );
  else void query.orWhere('target_kind', kind);
};

const whereTarget = (query: Knex.QueryBuilder, target: NonNullable<ActivityFilter['target']>) => {
  if ('name' in target) query.where({ target_kind: target.kind, target_name: target.name });
  else if (target.kind === 'user') query.where('user_id', target.id);
  else if (target.kind === 'role') query.where('role_id', target.id);
  else query.where({ target_kind: target.kind, target_id: target.id });
};

/**
 * Leaves one part of the filter to an index: one target's rows, else a date range, else actor or action. The
 * rest is only compared, within `coalesce`, or SQLite would read every row that ever matched it.
 */
const matching = (strapi: Strapi, filter: ActivityFilter) => {
  const { actorId, actions, kind, about, target, userId } = filter;
  const query = outsideTransaction(strapi)(TABLE);
  const compared = (column: string, none: string) =>
    isOfOne(filter) || isDated(filter)
      ? (strapi.db.connection.raw(`coalesce(??, ${none})`, [column]) as unknown as string)
      : column;
  if (userId !== undefined) query.where('user_id', userId);
  if (target) whereTarget(query, target);
  if (filter.from) query.where('created_at', '>=', filter.from);
  if (filter.before) query.where('created_at', '<', filter.before);
  // Fails closed: an unknown actor matches nothing.
  if (actorId === null) query.whereRaw('1 = 0');
  else if (actorId !== undefined) query.where(compared('actor_id', '0'), actorId);
  if (actions) query.whereIn(compared('action', `''`), [...actions]);
  if (kind) query.where(compared('kind', `''`), kind);
  if (about && !target) query.where((q) => about.forEach((one) => whereAbout(q, one)));
  // Echoes appear only in the log of one user.
  if (!isOfOne(filter)) query.where((q) => void q.whereNull('is_echo').orWhere('is_echo', false));
  return query;
};

const count = (strapi: Strapi, filter: ActivityFilter) => countUpTo(matching(strapi, filter), COUNT_AT_MOST);

/** By date if a date range is asked for, else by id, as clocks differ between servers. */
const isByDate = (filter: ActivityFilter) => isDated(filter) && !isOfOne(filter);
const newestFirst = (strapi: Strapi, filter: ActivityFilter) => {
  const query = matching(strapi, filter);
  if (isByDate(filter)) query.orderBy('created_at', 'desc');
  return query.orderBy('id', 'desc');
};

const readPage = async (strapi: Strapi, page: Knex.QueryBuilder) =>
  readInOrder(outsideTransaction(strapi)(TABLE), await idsIn(page), toActivity);

export const list = async (
  strapi: Strapi,
  filter: ActivityFilter,
  { offset, limit }: { offset: number; limit: number },
) => {
  const total = await count(strapi, filter);
  const entries = await readPage(strapi, newestFirst(strapi, filter).offset(offset).limit(limit));
  return { total, totalIsCapped: total === COUNT_AT_MOST, entries };
};

export const pages = (strapi: Strapi, filter: ActivityFilter, pageSize: number) =>
  pagesNewestFirst({
    query: () => newestFirst(strapi, filter),
    read: (page) => readPage(strapi, page),
    isByDate: isByDate(filter),
    pageSize,
  });
