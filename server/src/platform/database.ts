import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Knex } from 'knex';

import type { Strapi } from './strapi';

export type Row = Record<string, unknown>;
export type From = (table: string) => Knex.QueryBuilder<Row, Row[]>;

const anywhere =
  (strapi: Strapi): From =>
  (table) =>
    strapi.db.getConnection(table) as unknown as Knex.QueryBuilder<Row, Row[]>;

/**
 * Queries outside any transaction, each committed by itself. One that the database ends in favour of another has changed
 * nothing, and is done again: MariaDB was seen to end an UPDATE of a single row so.
 */
export const outsideTransaction =
  (strapi: Strapi): From =>
  (table) => {
    const query = anywhere(strapi)(table);
    // What `await` calls; each call runs the statement anew.
    const run = query.then.bind(query);
    const then: typeof query.then = (done, failed) =>
      inTheEnd(() => new Promise<Row[]>((resolve, reject) => void run(resolve, reject))).then(done, failed);
    return Object.assign(query, { then });
  };

/**
 * Queries within the transaction that is under way, if there is one. On SQLite, whose pool holds one connection,
 * a query outside it would wait for the transaction that waits for the query.
 */
export const withinTransaction = async (strapi: Strapi): Promise<{ from: From }> => {
  const trx = await currentTransaction(strapi);
  return { from: trx ? (table) => anywhere(strapi)(table).transacting(trx) : outsideTransaction(strapi) };
};

const currentTransaction = async (strapi: Strapi) =>
  // Does not open another one: inside a transaction Strapi answers with the one that is there.
  strapi.db.inTransaction() ? ((await strapi.db.transaction()).get() as Knex.Transaction) : null;

/**
 * A statement written out, for what every request asks: building it with knex costs more than the database takes.
 * Tables are named with `tableName`.
 */
export const selectRaw = async (
  strapi: Strapi,
  sql: string,
  bindings: readonly (string | number)[],
): Promise<Row[]> => {
  const runner = (await currentTransaction(strapi)) ?? strapi.db.connection;
  const answer: unknown = await runner.raw(sql, bindings as never);
  switch (strapi.db.dialect.client) {
    case 'postgres':
      return (answer as { rows: Row[] }).rows;
    case 'mysql':
      return (answer as [Row[]])[0];
    default:
      return answer as Row[];
  }
};

/** For a statement written out: the table in the schema that Strapi is set to. */
export const tableName = (strapi: Strapi, table: string) => {
  const schema = strapi.db.getSchemaName();
  return schema ? `"${schema.replaceAll('"', '""')}".${table}` : table;
};

/** What MariaDB and PostgreSQL answer who was ended so that another, who waited for them in turn, can go on. */
const DEADLOCK = new Set(['ER_LOCK_DEADLOCK', '40P01']);
const DEADLOCK_TRIES = 5;
const DEADLOCK_PAUSE_MS = 30;

/** Runs what the database does wholly or not at all, and anew where it is ended in favour of another. */
const inTheEnd = async <T>(run: () => Promise<T>): Promise<T> => {
  for (let turn = 1; ; turn += 1) {
    try {
      return await run();
    } catch (error) {
      if (turn === DEADLOCK_TRIES || !DEADLOCK.has(codeOf(error))) throw error;
    }
    // Not at once: neither would come sooner, and they would meet again.
    await sleep(randomInt(DEADLOCK_PAUSE_MS * turn));
  }
};

/**
 * All or nothing: whatever `work` writes, through Strapi's services too, is undone when it throws. Where the database ends it
 * in favour of another, nothing of it is written, and it is done again: it may run several times.
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

/** At once where no transaction is under way; else when the outermost is committed, and never where it is undone. */
export const afterCommit = (strapi: Strapi, work: () => void) => {
  if (!strapi.db.inTransaction()) return work();
  void strapi.db.transaction(({ onCommit }) => onCommit(work));
};

/**
 * Strapi 5.54 begins its transactions deferred, and SQLite lets nobody wait who has read and then writes after another
 * process wrote: “database is locked” at once. A write that comes first, be it of no row, waits for its turn.
 */
const waitToWrite = async (strapi: Strapi) => {
  if (strapi.db.dialect.client !== 'sqlite') return;
  const { from } = await withinTransaction(strapi);
  await from('gatehouse_settings').where({ id: 0 }).update({ name: '' });
};

const codeOf = (error: unknown) => String((error as { code?: unknown } | null)?.code);

const DUPLICATE = new Set(['SQLITE_CONSTRAINT_UNIQUE', '23505', 'ER_DUP_ENTRY']);
/** Whether a statement failed because a unique index holds the value already. */
export const isDuplicate = (error: unknown) => DUPLICATE.has(codeOf(error));

/**
 * Deletes rows before others are written in their place. By their ids: a DELETE that finds none has MariaDB keep everybody
 * from adding any beside where they would be until the transaction ends, and two who both then add wait for each other.
 */
export const deleteFound = async (from: From, table: string, where: Row) => {
  await deleteRows(from, table, await from(table).where(where).select('id'));
};

/** Deletes rows that were read with their ids, few enough for one statement; answers how many were still there. */
export const deleteRows = async (from: From, table: string, rows: readonly Row[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => Number(id));
  return from(table).whereIn('id', ids).delete();
};

/** What can be told, and stored by every database: from 1970 on, to before 9999-12-31. */
const FIRST_MS = 0;
const LAST_MS = Date.parse('9999-12-31T00:00:00Z') - 1;

/**
 * Dates come as numbers from SQLite, as dates from the others. Whatever a script has written there, it is one that can be told:
 * one that is too early or too late is the nearest that can, and what is no date at all is none.
 */
export const toDate = (value: unknown): Date | null => {
  if (value === null || value === undefined) return null;
  const ms = new Date(value as number | string | Date).getTime();
  return Number.isNaN(ms) ? null : new Date(Math.min(Math.max(ms, FIRST_MS), LAST_MS));
};
/** The same of an end, without which something goes on for ever. Fails closed: one that is no date is over. */
export const toEnd = (value: unknown): Date | null =>
  value === null || value === undefined ? null : (toDate(value) ?? new Date(FIRST_MS));
export const toIso = (value: unknown): string | null => toDate(value)?.toISOString() ?? null;
export const toText = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/** What Strapi gives every new entry, for rows that are written many at a time. */
export const newDocumentId = () => randomBytes(12).toString('hex');

/** What every new row has besides its own columns. */
export const newRow = (now: Date) => ({ document_id: newDocumentId(), created_at: now, updated_at: now });

/** How many rows a query finds. */
export const countRows = async (query: Knex.QueryBuilder): Promise<number> => {
  const [row] = (await query.count({ total: '*' })) as unknown as Row[];
  return Number(row?.total ?? 0);
};

/** Escapes `%`, `_` and the escape itself for `LIKE … ESCAPE '!'`, which all three databases read alike. */
export const escapeLike = (text: string) => text.replace(/[!%_]/g, '!$&');

/** Deletes up to `limit` of the rows made (or whatever `by` says) before then, oldest first; answers how many. */
export const deleteOldest = async (
  from: From,
  table: string,
  { before, limit, by = 'created_at', where = {} }: { before: Date; limit: number; by?: string; where?: Row },
): Promise<number> => {
  const rows = await from(table).where(where).where(by, '<', before).orderBy(by).limit(limit).select('id');
  return deleteRows(from, table, rows);
};

/** Values of each row its own, in one statement. Few enough rows for what a database binds in one. */
export const updateEachRow = async (
  strapi: Strapi,
  table: string,
  rows: readonly { id: number; values: Row }[],
) => {
  if (rows.length === 0) return;
  const { from } = await withinTransaction(strapi);
  const columns = Object.keys(rows[0]?.values ?? {});
  const ids = rows.map(({ id }) => id);
  // Numbers of the database's own, written out.
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
