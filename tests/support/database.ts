import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import knex, { type Knex } from 'knex';

export type Database = {
  /** What the app's config/database.js reads. */
  env: Record<string, string>;
  drop: () => Promise<void>;
};

export type DatabaseKind = 'sqlite' | 'postgres' | 'mysql';

/** The database that this run tests on; `mysql` stands for MariaDB too. */
export const databaseKind = (): DatabaseKind => {
  const kind = process.env.TEST_DATABASE ?? 'sqlite';
  if (kind !== 'sqlite' && kind !== 'postgres' && kind !== 'mysql') {
    throw new Error(`TEST_DATABASE must be sqlite, postgres or mysql, not "${kind}"`);
  }
  return kind;
};

/** A fresh, empty database of the run's kind. Several servers may share it. */
export const aDatabase = async (kind: DatabaseKind = databaseKind()): Promise<Database> =>
  kind === 'sqlite' ? aFile() : aServerDatabase(kind);

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

const aServerDatabase = async (kind: 'postgres' | 'mysql'): Promise<Database> => {
  const { driver, port, user, maintenance } = servers[kind];
  const name = `gatehouse_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const connection = {
    host: process.env.TEST_DATABASE_HOST ?? '127.0.0.1',
    port: Number(process.env.TEST_DATABASE_PORT ?? port),
    user: process.env.TEST_DATABASE_USERNAME ?? user,
    password: process.env.TEST_DATABASE_PASSWORD ?? '',
  };
  const asOwner = async (run: (server: Knex) => Promise<unknown>) => {
    const server = knex({ client: driver, connection: { ...connection, database: maintenance } });
    try {
      await run(server);
    } finally {
      await server.destroy();
    }
  };

  await asOwner((server) => server.raw('CREATE DATABASE ??', [name]));
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
        // A killed server leaves its connections open for a while, and PostgreSQL minds.
        server.raw(
          kind === 'postgres' ? 'DROP DATABASE IF EXISTS ?? WITH (FORCE)' : 'DROP DATABASE IF EXISTS ??',
          [name],
        ),
      ),
  };
};
