/** On PostgreSQL, in a large directory, an index by which a search finds rare texts without reading all of them. */

import { countUpTo, outsideTransaction, selectRaw, tableName } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import { whileHeld } from '../../settings/lease/record';
import { USERS } from './schema';

/** Strapi leaves indexes alone that are in no model (database/src/schema/diff.ts, 5.54). */
const INDEX = 'gatehouse_users_search_text_trgm';
/** Below, the search is fast without it. */
const USERS_WORTH_IT = 50_000;
const LEASE_MS = 60 * 60 * 1000;
/** What a write appends, and one in some hundred sorts in; PostgreSQL's own 4 MB would make that one wait. */
const PENDING_KB = 256;

/** Makes the index if it is worth it and can be had; one server at a time does it. Nobody's writes wait for it. */
export const addSearchIndex = async (strapi: Strapi) => {
  if (strapi.db.dialect.client !== 'postgres' || (await stateOfIndex(strapi)) === 'valid') return;
  const users = outsideTransaction(strapi)(USERS);
  if ((await countUpTo(users, USERS_WORTH_IT)) < USERS_WORTH_IT) return;
  await whileHeld(strapi, 'search-index', LEASE_MS, async () => {
    const schema = await schemaOfTrigrams(strapi);
    const state = await stateOfIndex(strapi);
    if (schema === null || state === 'valid') return;
    // What is left of one that was not finished.
    if (state === 'invalid') await run(strapi, `drop index concurrently ${tableName(strapi, INDEX)}`);
    await run(
      strapi,
      `create index concurrently ${INDEX} on ${tableName(strapi, USERS)}
         using gin (search_text ??.gin_trgm_ops) with (gin_pending_list_limit = ${PENDING_KB})`,
      [schema],
    );
  });
};

const run = (strapi: Strapi, sql: string, names: readonly string[] = []) =>
  strapi.db.connection.raw(sql, [...names]);

const stateOfIndex = async (strapi: Strapi): Promise<'valid' | 'invalid' | null> => {
  const [row] = await selectRaw(strapi, 'select indisvalid from pg_index where indexrelid = to_regclass(?)', [
    tableName(strapi, INDEX),
  ]);
  return row ? (row.indisvalid ? 'valid' : 'invalid') : null;
};

/** The schema of the extension, which is created if the database's user may; null: it cannot be had. */
const schemaOfTrigrams = async (strapi: Strapi): Promise<string | null> => {
  const found = await installed(strapi);
  if (found !== null) return found;
  const offered = await selectRaw(strapi, `select 1 from pg_available_extensions where name = 'pg_trgm'`, []);
  if (offered.length === 0) return null;
  const schema = strapi.db.getSchemaName();
  try {
    await run(strapi, `create extension pg_trgm ${schema ? 'with schema ??' : ''}`, schema ? [schema] : []);
  } catch (error) {
    if ((error as { code?: unknown }).code === INSUFFICIENT_PRIVILEGE) return null;
    throw error;
  }
  return installed(strapi);
};

const INSUFFICIENT_PRIVILEGE = '42501';

const installed = async (strapi: Strapi): Promise<string | null> => {
  const [row] = await selectRaw(
    strapi,
    `select n.nspname as name from pg_extension e join pg_namespace n on n.oid = e.extnamespace
     where e.extname = 'pg_trgm'`,
    [],
  );
  return row ? String(row.name) : null;
};
