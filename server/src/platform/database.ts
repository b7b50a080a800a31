import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Knex } from 'knex';

import { askKept } from './prepared';
import { sharingCommits, type SqliteConnection } from './shared-commit';
import type { Strapi } from './strapi';

export type Row = Record<string, unknown>;
export type From = (table: string) => Knex.QueryBuilder<Row, Row[]>;

const anywhere =
  (strapi: Strapi): From =>
  (table) =>
    strapi.db.getConnection(table) as unknown as Knex.QueryBuilder<Row, Row[]>;

/** Queries whose statement is run in `turn` whenever they are awaited. */
const awaitedIn =
  (strapi: Strapi, turn: Turn): From =>
  (table) => {
    const query = anywhere(strapi)(table);
    // What `await` calls; each call runs the statement again.
    const run = query.then.bind(query);
    const then: typeof query.then = (done, failed) =>
      turn((connection) => {
        if (connection) void query.connection(connection);
        return new Promise<Row[]>((resolve, reject) => void run(resolve, reject));
      }).then(done, failed);
    return Object.assign(query, { then });
  };
type Turn = (run: (connection: SqliteConnection | null) => Promise<Row[]>) => Promise<Row[]>;

/**
 * Queries outside any transaction, each committed on its own. A deadlock victim has changed nothing and is
 * retried: MariaDB was seen to end even the UPDATE of a single row this way.
 */
export const outsideTransaction = (strapi: Strapi): From =>
  awaitedIn(strapi, (run) => inTheEnd(() => run(null)));

/** The same for what every attempt to sign in writes: on SQLite, those that come at once share a commit. */
export const inSharedCommit = (strapi: Strapi): From =>
  awaitedIn(strapi, (run) => inTheEnd(() => sharingCommits(strapi, run)));

/**
 * Queries within the current transaction, if there is one. On SQLite, whose pool has one connection, a query
 * outside it would wait for the transaction that waits for the query.
 */
export const withinTransaction = async (strapi: Strapi): Promise<{ from: From }> => {
  const trx = await currentTransaction(strapi);
  return { from: trx ? (table) => anywhere(strapi)(table).transacting(trx) : outsideTransaction(strapi) };
};

const currentTransaction = async (strapi: Strapi) =>
  // Does not open another one: inside a transaction Strapi returns the current one.
  strapi.db.inTransaction() ? ((await strapi.db.transaction()).get() as Knex.Transaction) : null;

/**
 * Raw SQL, for queries that every request makes: building them with knex costs more than running them. Tables
 * are named with `tableName`.
 */
export const selectRaw = async (
  strapi: Strapi,
  sql: string,
  bindings: readonly (string | number)[],
): Promise<Row[]> => {
  const trx = await currentTransaction(strapi);
  const answer: unknown = await (trx
    ? trx.raw(sql, bindings as never)
    : askKept(strapi, sql, (options) => strapi.db.connection.raw(sql, bindings as never).options(options)));
  switch (strapi.db.dialect.client) {
    case 'postgres':
      return (answer as { rows: Row[] }).rows;
    case 'mysql':
      return (answer as [Row[]])[0];
    default:
      return answer as Row[];
  }
};

/** For raw SQL: the table's name, with the schema that Strapi is configured for. */
export const tableName = (strapi: Strapi, table: string) => {
  const schema = strapi.db.getSchemaName();
  return schema ? `"${schema.replaceAll('"', '""')}".${table}` : table;
};

/** For raw SQL: texts put together. */
export const concatenated = (strapi: Strapi, ...parts: readonly string[]) =>
  strapi.db.dialect.client === 'mysql' ? `concat(${parts.join(', ')})` : parts.join(' || ');

/**
 * For raw SQL: how many `items` there are, and all of them, as one text: `2,first,second`. The count tells a
 * list that MariaDB has truncated.
 */
export const listed = (strapi: Strapi, item: string, source: string) => {
  const all = strapi.db.dialect.client === 'postgres' ? `string_agg(${item}, ',')` : `group_concat(${item})`;
  return `(select ${concatenated(strapi, 'count(*)', `','`, `coalesce(${all}, '')`)} from ${source})`;
};

/** The error codes of MariaDB and PostgreSQL for a deadlock's victim. */
const DEADLOCK = new Set(['ER_LOCK_DEADLOCK', '40P01']);
const DEADLOCK_TRIES = 5;
const DEADLOCK_PAUSE_MS = 30;

/** Runs an atomic piece of database work, again if it is a deadlock's victim. */
const inTheEnd = async <T>(run: () => Promise<T>): Promise<T> => {
  for (let turn = 1; ; turn += 1) {
    try {
      return await run();
    } catch (error) {
      if (turn === DEADLOCK_TRIES || !DEADLOCK.has(codeOf(error))) throw error;
    }
    // Not at once: the two would only meet again.
    await sleep(randomInt(DEADLOCK_PAUSE_MS * turn));
  }
};

/**
 * All or nothing: whatever `work` writes, through Strapi's services too, is undone if it throws. After a
 * deadlock nothing is written and it is retried, so `work` may run several times.
 */
export const inTransaction = async <T>(strapi: Strapi, work: () => Promise<T>): Promise<T> => {
  if (strapi.db.inTransaction()) return strapi.db.transaction(work) as Promise<T>;
  return inTheEnd(
    () =>
      strapi.db.transaction(async () => {
        await waitToWrite(strapi);
        return work();
      }) as Promise<T>,
  );
};

/** At once outside a transaction; else when the outermost one commits, and never if it is rolled back. */
export const afterCommit = (strapi: Strapi, work: () => void) => {
  if (!strapi.db.inTransaction()) return work();
  void strapi.db.transaction(({ onCommit }) => onCommit(work));
};

/**
 * Strapi 5.54 begins its transactions deferred. On SQLite, one that reads, then writes after another process
 * wrote, fails at once: “database is locked”. One that writes first, even to no row, waits its turn.
 */
const waitToWrite = async (strapi: Strapi) => {
  if (strapi.db.dialect.client !== 'sqlite') return;
  const { from } = await withinTransaction(strapi);
  await from('gatehouse_settings').where({ id: 0 }).update({ name: '' });
};

const codeOf = (error: unknown) => String((error as { code?: unknown } | null)?.code);

const DUPLICATE = new Set(['SQLITE_CONSTRAINT_UNIQUE', '23505', 'ER_DUP_ENTRY']);
/** Whether a statement failed because a unique index already has the value. */
export const isDuplicate = (error: unknown) => DUPLICATE.has(codeOf(error));

/**
 * Deletes rows before others are written in their place. By id: a DELETE that finds nothing makes MariaDB
 * lock the gap until the transaction ends, and two transactions that then both insert there deadlock.
 */
export const deleteFound = async (from: From, table: string, where: Row) => {
  await deleteRows(from, table, await from(table).where(where).select('id'));
};

/** Deletes rows read with their ids, few enough for one statement; returns how many were still there. */
export const deleteRows = async (from: From, table: string, rows: readonly Row[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => Number(id));
  return from(table).whereIn('id', ids).delete();
};

/** The dates that can be shown, and stored by every database: from 1970 to before 9999-12-31. */
const FIRST_MS = 0;
const LAST_MS = Date.parse('9999-12-31T00:00:00Z') - 1;

/**
 * Dates come as numbers from SQLite, as dates from the others. Whatever a script has written, the result can
 * be shown: too early or too late becomes the nearest date that can; what is no date at all becomes null.
 */
export const toDate = (value: unknown): Date | null => {
  if (value === null || value === undefined) return null;
  const ms = new Date(value as number | string | Date).getTime();
  return Number.isNaN(ms) ? null : new Date(Math.min(Math.max(ms, FIRST_MS), LAST_MS));
};
/** The same for an end, where null means for ever. Fails closed: what is no date is over. */
export const toEnd = (value: unknown): Date | null =>
  value === null || value === undefined ? null : (toDate(value) ?? new Date(FIRST_MS));
export const toIso = (value: unknown): string | null => toDate(value)?.toISOString() ?? null;
export const toText = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/** The document id that Strapi gives every new entry, for rows inserted in bulk. */
export const newDocumentId = () => randomBytes(12).toString('hex');

/** What every new row has besides its own columns. */
export const newRow = (now: Date) => ({ document_id: newDocumentId(), created_at: now, updated_at: now });

const totalOf = async (query: Knex.QueryBuilder): Promise<number> => {
  const [row] = (await query) as unknown as Row[];
  return Number(row?.total ?? 0);
};
export const countRows = (query: Knex.QueryBuilder) => totalOf(query.count({ total: '*' }));
/** The rows that a query finds, as a table by that name. With a limit no database mixes the two. */
export const selectFrom = (query: Knex.QueryBuilder, name: string): Knex.QueryBuilder =>
  query.client.queryBuilder().from(query.as(name));

/** How many rows there are, counted no further than `most`. */
export const countUpTo = (query: Knex.QueryBuilder, most: number) =>
  countRows(selectFrom(query.select('id').limit(most), 'counted'));

/** Rows with these ids, from the database and written out: so many may be more than can be bound. */
export const whereIdIn = (query: Knex.QueryBuilder, ids: readonly number[]) =>
  ids.length > 0 ? query.whereRaw(`?? in (${ids.map(Number).join(',')})`, ['id']) : query.whereRaw('1 = 0');

/** How many values the rows have in a column. */
export const countDistinct = (query: Knex.QueryBuilder, column: string) =>
  totalOf(query.countDistinct({ total: column }));

/** How many rows have each value of a column that holds ids; without those that none has. */
export const countsBy = async (query: Knex.QueryBuilder, column: string): Promise<Map<number, number>> => {
  const rows = (await query.groupBy(column).select({ id: column }).count({ total: '*' })) as unknown as Row[];
  return new Map(rows.map(({ id, total }) => [Number(id), Number(total)]));
};

/** The ids of the rows, or those in another column. */
export const idsIn = async (query: Knex.QueryBuilder, column = 'id'): Promise<number[]> =>
  ((await query.select({ id: column })) as Row[]).map(({ id }) => Number(id));

/** What has these ids, in their order. Ids found in an index alone spare reading the rows beside them. */
export const readInOrder = async <T>(
  table: Knex.QueryBuilder,
  ids: readonly number[],
  toEntry: (row: Row) => T,
): Promise<T[]> => {
  const rows = (await table.whereIn('id', ids).select('*')) as Row[];
  const byId = new Map(rows.map((row) => [Number(row.id), toEntry(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

/** Escapes `%`, `_` and the escape itself for `LIKE … ESCAPE '!'`, which all three databases read alike. */
export const escapeLike = (text: string) => text.replace(/[!%_]/g, '!$&');

/** Deletes up to `limit` rows made (or, with `by`, dated) before then, oldest first; returns how many. */
export const deleteOldest = async (
  from: From,
  table: string,
  { before, limit, by = 'created_at', where = {} }: { before: Date; limit: number; by?: string; where?: Row },
): Promise<number> => {
  const rows = await from(table).where(where).where(by, '<', before).orderBy(by).limit(limit).select('id');
  return deleteRows(from, table, rows);
};

/** Updates each row with its own values, in one statement. Mind the database's limit of bound values. */
export const updateEachRow = async (
  strapi: Strapi,
  table: string,
  rows: readonly { id: number; values: Row }[],
) => {
  if (rows.length === 0) return;
  const { from } = await withinTransaction(strapi);
  const columns = Object.keys(rows[0]?.values ?? {});
  const ids = rows.map(({ id }) => id);
  // Ids from the database, written out.
  const cases = ids.map((id) => `when ${Number(id)} then ?`).join(' ');
  const valueOf = (column: string) =>
    strapi.db.connection.raw(`case ?? ${cases} end`, [
      'id',
      ...rows.map(({ values }) => values[column] ?? null),
    ] as never);
  await from(table)
    .whereIn('id', ids)
    .update(Object.fromEntries(columns.map((column) => [column, valueOf(column)])));
};

/** Parts of at most `size`, so that no statement exceeds a database's limit of bound values. */
export const inChunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
