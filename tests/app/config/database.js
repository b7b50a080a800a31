'use strict';

const path = require('node:path');

const server = (env, port, user) => ({
  host: env('DATABASE_HOST', '127.0.0.1'),
  port: env.int('DATABASE_PORT', port),
  database: env('DATABASE_NAME', 'gatehouse'),
  user: env('DATABASE_USERNAME', user),
  password: env('DATABASE_PASSWORD', ''),
  ssl: false,
});

/** In tests nothing has to outlive a power cut, and waiting for the disk would take most of their time. */
const isWithoutTheDisk = process.env.GATEHOUSE_TEST === '1';
const journal = process.env.DATABASE_JOURNAL;
const afterCreate = {
  sqlite: (connection, done) => {
    if (journal) connection.pragma(`journal_mode = ${journal}`);
    if (isWithoutTheDisk) connection.pragma('synchronous = OFF');
    done(null, connection);
  },
  postgres: (connection, done) =>
    isWithoutTheDisk
      ? connection.query('SET synchronous_commit TO off', (error) => done(error, connection))
      : done(null, connection),
};

const clients = {
  sqlite: (env) => ({
    connection: {
      filename: path.resolve(__dirname, '..', env('DATABASE_FILENAME', '.tmp/data.db')),
    },
    pool: { min: 1, max: 1, afterCreate: afterCreate.sqlite },
    useNullAsDefault: true,
  }),
  postgres: (env) => ({
    connection: server(env, 5432, 'postgres'),
    pool: { min: 2, max: 10, afterCreate: afterCreate.postgres },
  }),
  mysql: (env) => ({ connection: server(env, 3306, 'root'), pool: { min: 2, max: 10 } }),
};

module.exports = ({ env }) => {
  const client = env('DATABASE_CLIENT', 'sqlite');
  if (!clients[client]) {
    throw new Error(`DATABASE_CLIENT must be one of ${Object.keys(clients).join(', ')}, not "${client}"`);
  }
  return { connection: { client, ...clients[client](env) } };
};
