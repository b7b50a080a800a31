/** Statements that the database keeps prepared: preparing one anew takes longer than running it. */

import { createHash } from 'node:crypto';

import { perStrapi } from './per-strapi';
import type { Strapi } from './strapi';

/** What knex asks of better-sqlite3 (knex/lib/dialects/better-sqlite3/index.js, 3.0). */
type Statement = {
  reader: boolean;
  all: (values: unknown[]) => unknown;
  run: (values: unknown[]) => unknown;
};
type Prepare = (sql: string) => Statement;
type Client = {
  driverName: string;
  pool: {
    on: (event: 'acquireSuccess', heard: (id: number, connection: { prepare: Prepare }) => void) => void;
  };
};

/** Has each connection to SQLite keep what it prepares, Strapi's statements and ours. */
export const keepPrepared = (strapi: Strapi) => {
  const { driverName, pool } = strapi.db.connection.client as Client;
  if (driverName !== 'better-sqlite3') return;
  const known = new WeakSet();
  pool.on('acquireSuccess', (_, connection) => {
    if (known.has(connection)) return;
    known.add(connection);
    connection.prepare = keeping(connection.prepare.bind(connection));
  });
};

/** These bound the memory. What is longer has a list of many values, and is seldom asked twice. */
const MOST_KEPT = 300;
const LONGEST_KEPT = 4_000;
/** No others: a PRAGMA may act when it is prepared. */
const IS_KEPT = /^\s*(select|insert|update|delete|with|begin|commit)\b/i;

/** Keeps what was used last. SQLite itself compiles a kept statement again when the schema or a PRAGMA changes. */
export const keeping = (prepare: Prepare): Prepare => {
  const kept = new Map<string, Statement>();
  return (sql) => {
    if (sql.length > LONGEST_KEPT || !IS_KEPT.test(sql)) return prepare(sql);
    const statement = kept.get(sql) ?? prepare(sql);
    // The last one used stands last.
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
    return lent(statement, () => prepare(sql));
  };
};

/** Done in one go, so that they neither leave anything in a statement nor find it at work. */
const LEAVES_NOTHING = new Set<string | symbol>(['reader', 'all', 'run']);

/** Whoever asks for anything else, such as `pluck` or `iterate`, goes on with a statement of their own. */
const lent = (kept: Statement, prepareOwn: () => Statement): Statement => {
  let used = kept;
  return new Proxy(kept, {
    get(_, name) {
      if (used === kept && !LEAVES_NOTHING.has(name)) used = prepareOwn();
      const it: unknown = Reflect.get(used, name);
      return typeof it === 'function' ? (it.bind(used) as unknown) : it;
    },
  });
};

/** Each connection to PostgreSQL keeps them all until it ends. */
const MOST_NAMED = 50;
/**
 * The name is unknown or taken, as behind a pooler that hands on a connection after each transaction, or a
 * table has other columns now.
 */
const CAN_NOT_BE_KEPT = new Set(['26000', '42P05', '0A000']);

const namingOf = perStrapi((strapi) => ({
  isOn: strapi.db.dialect.client === 'postgres',
  names: new Map<string, string>(),
}));

/**
 * Asks with the options that have PostgreSQL keep the statement, under a name that no other text has. Where it
 * can't be kept, asks again without, and so from then on. Outside transactions only, which an error would end.
 */
export const askKept = async <T>(
  strapi: Strapi,
  sql: string,
  ask: (options: { name?: string }) => PromiseLike<T>,
): Promise<T> => {
  const naming = namingOf(strapi);
  const name = naming.isOn ? nameIn(naming.names, sql) : null;
  if (name === null) return ask({});
  try {
    return await ask({ name });
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (!CAN_NOT_BE_KEPT.has(code)) throw error;
    naming.isOn = false;
    strapi.log.info(`[gatehouse] Prepared statements can't be kept here, and no more are (${code})`);
    return ask({});
  }
};

/** PostgreSQL reads 63 letters of a name. None for a text whose `??` become names of tables or columns first. */
const nameIn = (names: Map<string, string>, sql: string): string | null => {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMED || sql.includes('??')) return known ?? null;
  const name = `gatehouse_${createHash('sha256').update(sql).digest('base64url')}`;
  names.set(sql, name);
  return name;
};
