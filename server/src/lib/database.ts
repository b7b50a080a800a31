import { randomBytes } from 'node:crypto';

import type { Knex } from 'knex';

import type { Strapi } from './strapi';

export type Row = Record<string, unknown>;
export type From = (table: string) => Knex.QueryBuilder<Row, Row[]>;

/** Queries outside any transaction, each committed by itself. */
export const outsideTransaction =
  (strapi: Strapi): From =>
  (table) =>
    strapi.db.getConnection(table) as unknown as Knex.QueryBuilder<Row, Row[]>;

/**
 * Queries within the transaction that is under way, if there is one. On SQLite, whose pool holds one connection,
 * a query outside it would wait for the transaction that waits for the query.
 */
export const withinTransaction = async (strapi: Strapi): Promise<{ from: From }> => {
  const from = outsideTransaction(strapi);
  if (!strapi.db.inTransaction()) return { from };
  // Does not open another one: inside a transaction Strapi answers with the one that is there.
  const trx = (await strapi.db.transaction()).get() as Knex.Transaction;
  return { from: (table) => from(table).transacting(trx) };
};

/** All or nothing: whatever `work` writes, through Strapi's services too, is undone when it throws. */
export const inTransaction = <T>(strapi: Strapi, work: () => Promise<T>): Promise<T> =>
  strapi.db.transaction(() => work()) as Promise<T>;

const DUPLICATE = new Set(['SQLITE_CONSTRAINT_UNIQUE', '23505', 'ER_DUP_ENTRY']);
/** Whether a statement failed because a unique index holds the value already. */
export const isDuplicate = (error: unknown) =>
  DUPLICATE.has(String((error as { code?: unknown } | null)?.code));

/** Dates come as numbers from SQLite, as dates from the others. */
export const toDate = (value: unknown): Date | null =>
  value === null || value === undefined ? null : new Date(value as number | string | Date);
export const toIso = (value: unknown): string | null => toDate(value)?.toISOString() ?? null;
export const toText = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/** What Strapi gives every new entry, for rows that are written many at a time. */
export const newDocumentId = () => randomBytes(12).toString('hex');

/** Escapes `%`, `_` and the escape itself for `LIKE … ESCAPE '!'`, which all three databases read alike. */
export const escapeLike = (text: string) => text.replace(/[!%_]/g, '!$&');

/** Parts of at most `size`, so that no statement exceeds a database's limit of bound values. */
export const inChunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
