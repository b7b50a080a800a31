import type { Knex } from 'knex';

import { inChunks, isDuplicate, type Row, updateEachRow, withinTransaction } from './database';
import type { Strapi } from './strapi';

const BATCH = 1_000;
/** Below every database's limit of bound values in one statement. */
const ROWS_A_STATEMENT = 500;

/**
 * Rewrites keys of names that an earlier version made differently. Names that differed may now be the same:
 * the second one keeps its old key, and its id is returned. Nothing but the key is changed.
 */
export const renewNameKeys = async (
  strapi: Strapi,
  {
    table,
    column,
    from: sources,
    keyOf,
    among = (all) => all,
  }: {
    table: string;
    column: string;
    from: readonly string[];
    keyOf: (row: Row) => string;
    among?: (all: Knex.QueryBuilder<Row, Row[]>) => Knex.QueryBuilder<Row, Row[]>;
  },
): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  const alike: number[] = [];
  const nextAfter = (id: number) =>
    among(from(table))
      .where('id', '>', id)
      .orderBy('id')
      .limit(BATCH)
      .select(['id', column, ...sources]);
  let last = 0;
  for (let rows = await nextAfter(last); rows.length > 0; rows = await nextAfter(last)) {
    last = Number(rows.at(-1)?.id);
    const renewed = rows
      .filter((row) => row[column] !== keyOf(row))
      .map((row) => ({ id: Number(row.id), values: { [column]: keyOf(row) } }));
    for (const part of inChunks(renewed, ROWS_A_STATEMENT)) alike.push(...(await write(strapi, table, part)));
  }
  return alike;
};

/** All at once; one by one only if some of them are the same. */
const write = async (
  strapi: Strapi,
  table: string,
  rows: readonly { id: number; values: Row }[],
): Promise<number[]> => {
  try {
    await updateEachRow(strapi, table, rows);
    return [];
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    if (rows.length === 1) return rows.map(({ id }) => id);
  }
  const alike: number[] = [];
  for (const row of rows) alike.push(...(await write(strapi, table, [row])));
  return alike;
};
