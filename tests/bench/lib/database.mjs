import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import knex from 'knex';

import { atEnd, folder } from './cleanup.mjs';

const servers = {
  postgres: { driver: 'pg', port: 5432, user: 'postgres', maintenance: 'postgres' },
  mysql: { driver: 'mysql2', port: 3306, user: 'root', maintenance: 'mysql' },
};

/** What the databases say each in their own way. `n` is a column. */
const dialects = {
  sqlite: {
    name: 'SQLite',
    randomId: 'lower(hex(randomblob(12)))',
    secondsAfter: '? + n * 1000',
    lastByteInHex: "printf('%02x', n % 256)",
    analyze: null,
  },
  postgres: {
    name: 'PostgreSQL',
    randomId: 'substr(md5(random()::text), 1, 24)',
    secondsAfter: "?::timestamptz + n * interval '1 second'",
    lastByteInHex: "lpad(to_hex(n % 256), 2, '0')",
    analyze: 'vacuum (analyze) ??',
  },
  mysql: {
    name: 'MariaDB',
    randomId: 'substr(md5(rand()), 1, 24)',
    secondsAfter: 'date_add(?, interval n second)',
    lastByteInHex: "lower(lpad(hex(n % 256), 2, '0'))",
    analyze: 'analyze table ??',
  },
};

let count = 0;

/** Databases of one kind (sqlite, postgres, mysql), gone with the bench. */
export const databasesOf = (kind) => {
  if (!dialects[kind]) {
    throw new Error(`BENCH_DATABASE must be one of ${Object.keys(dialects).join(', ')}, not "${kind}"`);
  }
  const make = kind === 'sqlite' ? aFile : aServerDatabase;

  return {
    name: dialects[kind].name,
    /** A new database; `from`: an exact copy of one that no server has open. */
    async create(from) {
      count += 1;
      const database = await make(kind, `gatehouse_bench_${process.pid}_${count}`, from);
      return {
        ...database,
        dialect: dialects[kind],
        /** Runs `work` with a connection of its own. */
        async open(work) {
          const connection = knex(database.knex);
          try {
            return await work(connection);
          } finally {
            await connection.destroy();
          }
        },
      };
    },
  };
};

const aFile = async (_, name, from) => {
  const filename = path.join(folder, `${name}.db`);
  if (from) {
    copyFileSync(from.filename, filename);
  }
  return {
    filename,
    env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: filename },
    knex: { client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true },
    drop: async () => rmSync(filename, { force: true }),
  };
};

const aServerDatabase = async (kind, name, from) => {
  const { driver, port, user, maintenance } = servers[kind];
  const connection = { host: '127.0.0.1', port, user, password: '' };
  const asOwner = async (work) => {
    const owner = knex({ client: driver, connection: { ...connection, database: maintenance } });
    try {
      await work(owner);
    } finally {
      await owner.destroy();
    }
  };
  const dropped =
    kind === 'postgres' ? 'drop database if exists ?? with (force)' : 'drop database if exists ??';

  await asOwner(async (owner) => {
    if (from && kind === 'postgres') {
      await owner.raw('create database ?? template ??', [name, from.name]);
      return;
    }
    await owner.raw('create database ??', [name]);
    if (from) {
      await copyTables(owner, from.name, name);
    }
  });
  return {
    name,
    env: {
      DATABASE_CLIENT: kind,
      DATABASE_HOST: connection.host,
      DATABASE_PORT: String(port),
      DATABASE_NAME: name,
      DATABASE_USERNAME: user,
      DATABASE_PASSWORD: '',
    },
    knex: { client: driver, connection: { ...connection, database: name } },
    drop: atEnd(() => asOwner((owner) => owner.raw(dropped, [name]))),
  };
};

/** MariaDB copies no databases: table by table, as each was made, foreign keys and all. */
const copyTables = (owner, from, to) =>
  owner.transaction(async (trx) => {
    await trx.raw('set foreign_key_checks = 0');
    const [tables] = await trx.raw(
      'select table_name as name from information_schema.tables where table_schema = ?',
      [from],
    );
    for (const { name } of tables) {
      const [[made]] = await trx.raw('show create table ??.??', [from, name]);
      await trx.raw('use ??', [to]);
      await trx.raw(made['Create Table']);
      await trx.raw('insert into ??.?? select * from ??.??', [to, name, from, name]);
    }
    await trx.raw('set foreign_key_checks = 1');
  });
