import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Knex } from 'knex';

import { askHall } from './ask-hall';

export type Database = {
  /** What the app's config/database.js reads. */
  env: Record<string, string>;
  drop: () => Promise<void>;
};

export type DatabaseKind = 'sqlite' | 'postgres' | 'mysql';

/** The database that this run tests on; `mysql` also means MariaDB. */
export const databaseKind = (): DatabaseKind => {
  const kind = process.env.TEST_DATABASE ?? 'sqlite';
  if (kind !== 'sqlite' && kind !== 'postgres' && kind !== 'mysql') {
    throw new Error(`TEST_DATABASE must be sqlite, postgres or mysql, not "${kind}"`);
  }
  return kind;
};

/** An empty database of the run's kind. Several servers may share it. */
export const anEmptyDatabase = async (kind: DatabaseKind = databaseKind()): Promise<Database> =>
  kind === 'sqlite' ? aFile() : aServerDatabase(kind);

/**
 * A fresh database of the run's kind, as after a first start and the first admin's registration: a copy of a
 * template, which saves a server most of its first start.
 */
export const aDatabase = async (): Promise<Database> => {
  if (!process.env.GATEHOUSE_TEST_HALL) return anEmptyDatabase();
  return copyOf(await askHall<Database['env']>('/template'));
};

/** The database of the server that a worker's tests share, which they must not drop. */
export const theDatabase = (): Database => ({
  env: JSON.parse(process.env.GATEHOUSE_TEST_DATABASE as string),
  drop: async () => undefined,
});

const copyOf = async (template: Database['env']): Promise<Database> => {
  const kind = template.DATABASE_CLIENT as DatabaseKind;
  if (kind !== 'sqlite') return aServerDatabase(kind, template.DATABASE_NAME);
  const database = await aFile();
  await copyFile(template.DATABASE_FILENAME as string, database.env.DATABASE_FILENAME as string);
  return database;
};

const aFile = async (): Promise<Database> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-'));
  return {
    env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'test.db') },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
};

const servers = {
  postgres: { driver: 'pg', port: 5432, user: 'postgres', maintenance: 'postgres' },
  mysql: { driver: 'mysql2', port: 3306, user: 'root', maintenance: 'mysql' },
};

const aServerDatabase = async (kind: 'postgres' | 'mysql', template?: string): Promise<Database> => {
  const { driver, port, user, maintenance } = servers[kind];
  const name = `gatehouse_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const connection = {
    host: process.env.TEST_DATABASE_HOST ?? '127.0.0.1',
    port: Number(process.env.TEST_DATABASE_PORT ?? port),
    user: process.env.TEST_DATABASE_USERNAME ?? user,
    password: process.env.TEST_DATABASE_PASSWORD ?? '',
  };
  const asOwner = async (run: (server: Knex) => Promise<unknown>) => {
    // Loaded only where needed: otherwise each test file would load it, and SQLite needs none.
    const { default: knex } = await import('knex');
    const server = knex({ client: driver, connection: { ...connection, database: maintenance } });
    try {
      await run(server);
    } finally {
      await server.destroy();
    }
  };

  await asOwner((server) => create[kind](server, name, template));
  return {
    env: {
      DATABASE_CLIENT: kind,
      DATABASE_HOST: connection.host,
      DATABASE_PORT: String(connection.port),
      DATABASE_NAME: name,
      DATABASE_USERNAME: connection.user,
      DATABASE_PASSWORD: connection.password,
    },
    drop: () =>
      asOwner((server) =>
        // A killed server's connections stay open for a while, to which PostgreSQL objects.
        server.raw(
          kind === 'postgres' ? 'DROP DATABASE IF EXISTS ?? WITH (FORCE)' : 'DROP DATABASE IF EXISTS ??',
          [name],
        ),
      ),
  };
};

const serverBy = (client: string) => (env: Database['env']) => ({
  client,
  connection: {
    host: env.DATABASE_HOST,
    port: Number(env.DATABASE_PORT),
    database: env.DATABASE_NAME,
    user: env.DATABASE_USERNAME,
    password: env.DATABASE_PASSWORD,
  },
});

/** How knex comes to a database, from its environment. */
export const connectionTo: Record<DatabaseKind, (env: Database['env']) => Knex.Config> = {
  sqlite: (env) => ({ client: 'better-sqlite3', connection: { filename: env.DATABASE_FILENAME as string } }),
  postgres: serverBy('pg'),
  mysql: serverBy('mysql2'),
};

const create = {
  postgres: (server: Knex, name: string, template?: string) =>
    template
      ? server.raw('CREATE DATABASE ?? TEMPLATE ??', [name, template])
      : server.raw('CREATE DATABASE ??', [name]),

  mysql: async (server: Knex, name: string, template?: string) => {
    await server.raw('CREATE DATABASE ??', [name]);
    if (!template) return;
    // MariaDB has no templates: each table is created and filled from the one there.
    await server.transaction(async (trx) => {
      await trx.raw('SET FOREIGN_KEY_CHECKS = 0');
      await trx.raw('USE ??', [name]);
      const [tables] = await trx.raw('SHOW TABLES FROM ??', [template]);
      for (const table of tables.flatMap((row: object) => Object.values(row)) as string[]) {
        const [[made]] = await trx.raw('SHOW CREATE TABLE ??.??', [template, table]);
        await trx.raw((made['Create Table'] as string).replaceAll('?', '\\?'));
        await trx.raw('INSERT INTO ?? SELECT * FROM ??.??', [table, template, table]);
      }
      await trx.raw('SET FOREIGN_KEY_CHECKS = 1');
    });
  },
};
