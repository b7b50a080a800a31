/**
 * Append-only: nothing here changes what an attempt says, except to mask a name that is nobody's, and only
 * age deletes one.
 */

import type { Knex } from 'knex';

import type { Outcome, Realm, Reason } from '../../../../../shared/constants';
import { addressKey } from '../../../domain/address-key';
import {
  countUpTo,
  deleteOldest,
  idsIn,
  inChunks,
  inSharedCommit,
  newDocumentId,
  outsideTransaction,
  readInOrder,
  type Row,
  toIso,
  toText,
} from '../../../platform/database';
import { type Scope, whereInScope } from '../../permissions/scope/scope';
import { pagesNewestFirst } from '../../../platform/newest-first';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_login_attempts';
const SETTINGS = 'gatehouse_settings';
/** In the settings: the last attempt whose name was checked. */
const MASKED_UP_TO = 'names-masked-up-to';
const ROWS_A_STATEMENT = 500;
/** Beyond this the rows are no longer counted: nobody pages to the last of ten million. */
const COUNT_AT_MOST = 10_000;

export type Attempt = {
  userId: number | null;
  userName: string;
  realm: Realm;
  outcome: Outcome;
  reason: Reason;
  method: string;
  ip: string | null;
  userAgent: string | null;
  about?: string | null;
  /** How often it came, if several came at once. */
  count?: number;
  createdAt: Date;
};
export type AttemptFilter = {
  userId?: number;
  outcomes?: readonly Outcome[];
  reasons?: readonly Reason[];
  /** The keys of the first and the last address. */
  addresses?: readonly [first: string, last: string];
  /** `from` is inclusive, `to` is not. */
  from?: Date;
  to?: Date;
  /** The scope of the account admin who asks; null: unlimited. */
  scope?: Scope | null;
};

const toAttempt = (row: Row) => ({
  id: Number(row.id),
  userId: row.user_id === null ? null : Number(row.user_id),
  userName: String(row.user_name),
  realm: row.realm as Realm,
  outcome: row.outcome as Outcome,
  reason: row.reason as Reason,
  method: String(row.method),
  ip: String(row.ip ?? ''),
  userAgent: toText(row.user_agent),
  about: toText(row.about),
  count: Number(row.count),
  createdAt: toIso(row.created_at) ?? '',
});
export type ListedAttempt = ReturnType<typeof toAttempt>;

const raw = (strapi: Strapi, sql: string, bindings: readonly (string | Date)[]) =>
  strapi.db.connection.raw(sql, bindings as never);

/**
 * Leaves one part of the filter to an index: a user's own rows, else a date range, else the addresses. The
 * rest is only compared, within `coalesce`, or SQLite would read every failure there ever was.
 */
export const matching = (strapi: Strapi, filter: AttemptFilter, { byAddress = true } = {}) => {
  const { userId, outcomes, reasons, addresses } = filter;
  const query = outsideTransaction(strapi)(TABLE);
  const isDated = Boolean(filter.from ?? filter.to);
  const isLed = userId !== undefined || isDated || addresses !== undefined;
  const compared = (column: string) => (isLed ? raw(strapi, `coalesce(??, '')`, [column]) : column) as string;
  if (userId) query.where({ user_id: userId });
  whereInScope(strapi, query, 'user_id', filter.scope);
  if (filter.from) query.where('created_at', '>=', filter.from);
  if (filter.to) query.where('created_at', '<', filter.to);
  if (addresses) {
    const key = byAddress && !userId && !isDated ? 'ip_key' : compared('ip_key');
    if (addresses[0] === addresses[1]) query.where(key, addresses[0]);
    else query.whereBetween(key, [...addresses]);
  }
  if (outcomes) query.whereIn(compared('outcome'), [...outcomes]);
  if (reasons) query.whereIn(compared('reason'), [...reasons]);
  return query;
};

const count = (strapi: Strapi, filter: AttemptFilter) => countUpTo(matching(strapi, filter), COUNT_AT_MOST);

/**
 * Newest first: by date if a date range is asked for, else by id, as clocks differ between servers. Very
 * common addresses are found sooner along the ids than by their index.
 */
const newestFirst = (strapi: Strapi, filter: AttemptFilter, { isMany }: { isMany: boolean }) => {
  const query = matching(strapi, filter, { byAddress: !isMany });
  if (filter.userId === undefined && (filter.from ?? filter.to)) query.orderBy('created_at', 'desc');
  return query.orderBy('id', 'desc');
};

const readPage = async (strapi: Strapi, page: Knex.QueryBuilder) =>
  readInOrder(outsideTransaction(strapi)(TABLE), await idsIn(page), toAttempt);

export const insertMany = async (strapi: Strapi, attempts: readonly Attempt[]) => {
  for (const part of inChunks(attempts, ROWS_A_STATEMENT))
    await inSharedCommit(strapi)(TABLE).insert(
      part.map((attempt) => ({
        document_id: newDocumentId(),
        user_id: attempt.userId,
        user_name: attempt.userName,
        realm: attempt.realm,
        outcome: attempt.outcome,
        reason: attempt.reason,
        method: attempt.method,
        ip: attempt.ip,
        ip_key: addressKey(attempt.ip),
        user_agent: attempt.userAgent,
        about: attempt.about ?? null,
        count: attempt.count ?? 1,
        created_at: attempt.createdAt,
        updated_at: attempt.createdAt,
      })),
    );
};

/** Adds `times` to the last such attempt recorded since then; false: there is none. */
export const countRepeat = async (
  strapi: Strapi,
  {
    userId,
    reason,
    method,
    ip,
    about = null,
  }: Pick<Attempt, 'userId' | 'reason' | 'method' | 'ip' | 'about'>,
  since: Date,
  times: number,
) => {
  const latest = await outsideTransaction(strapi)(TABLE)
    .where({ user_id: userId, reason, method, ip, about })
    .where('created_at', '>=', since)
    .orderBy('id', 'desc')
    .first<Row | undefined>('id');
  if (!latest) return false;
  await outsideTransaction(strapi)(TABLE).where({ id: latest.id }).increment('count', times);
  return true;
};

export const deleteSomeBefore = (strapi: Strapi, before: Date, limit: number) =>
  deleteOldest(outsideTransaction(strapi), TABLE, { before, limit });

/** The next attempts after that id whose names belong to nobody. */
export const nobodysAfter = async (strapi: Strapi, id: number, limit: number) => {
  const rows = await outsideTransaction(strapi)(TABLE)
    .whereNull('user_id')
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .select('id', 'user_name');
  return rows.map((row) => ({ id: Number(row.id), userName: String(row.user_name) }));
};

export const rename = async (strapi: Strapi, attempts: readonly { id: number; userName: string }[]) => {
  for (const part of inChunks(attempts, ROWS_A_STATEMENT)) {
    // Ids from the database, written out: PostgreSQL would take bound ones for text here.
    const cases = part.map(({ id }) => `when ${id} then ?`).join(' ');
    await outsideTransaction(strapi)(TABLE)
      .whereIn(
        'id',
        part.map(({ id }) => id),
      )
      .update({
        user_name: raw(
          strapi,
          `case id ${cases} end`,
          part.map(({ userName }) => userName),
        ),
      });
  }
};

export const maskedUpTo = async (strapi: Strapi): Promise<number> => {
  const row = await outsideTransaction(strapi)(SETTINGS)
    .where({ name: MASKED_UP_TO })
    .first<Row | undefined>('value');
  return Number(row?.value ?? 0);
};

export const setMaskedUpTo = async (strapi: Strapi, id: number, now: Date) => {
  const value = String(id);
  await outsideTransaction(strapi)(SETTINGS)
    .insert({ document_id: newDocumentId(), name: MASKED_UP_TO, value, created_at: now, updated_at: now })
    .onConflict('name')
    .merge(['value', 'updated_at']);
};

export const list = async (
  strapi: Strapi,
  filter: AttemptFilter,
  { offset, limit }: { offset: number; limit: number },
) => {
  const total = await count(strapi, filter);
  const isMany = total === COUNT_AT_MOST;
  const attempts = await readPage(
    strapi,
    newestFirst(strapi, filter, { isMany }).offset(offset).limit(limit),
  );
  return { total, totalIsCapped: isMany, attempts };
};

export const pages = async function* (
  strapi: Strapi,
  filter: AttemptFilter,
  pageSize: number,
): AsyncGenerator<ListedAttempt[]> {
  const isMany = (await count(strapi, filter)) === COUNT_AT_MOST;
  yield* pagesNewestFirst({
    query: () => newestFirst(strapi, filter, { isMany }),
    read: (ids) => readPage(strapi, ids),
    isByDate: filter.userId === undefined && Boolean(filter.from ?? filter.to),
    pageSize,
  });
};
