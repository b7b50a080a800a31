import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import knex from 'knex';

import { installDebianPackages } from './debian.mjs';

/**
 * The database servers that the suites also run on: a throwaway server each, which need not survive a power
 * cut and so never waits for the disk. If none is installed, one that answers on the usual port without a
 * password is used as it is; the tests create their own databases in it.
 */
export const databases = [
  {
    name: 'PostgreSQL',
    kind: 'postgres',
    driver: 'pg',
    login: { port: 5432, user: 'postgres', database: 'postgres' },
    packages: ['postgresql'],
    account: 'postgres',
    binaries: () => {
      const versions = '/usr/lib/postgresql';
      const installed = existsSync(versions) ? readdirSync(versions) : [];
      return installed.map((version) => path.join(versions, version, 'bin')).at(-1) ?? findFolderOf('initdb');
    },
    prepare: ({ bin, data }) => [path.join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust']],
    serve: ({ bin, data, port, folder }) => [
      path.join(bin, 'postgres'),
      [
        ...['-D', data, '-p', port, '-h', '127.0.0.1', '-k', folder],
        ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'].flatMap((setting) => [
          '-c',
          setting,
        ]),
      ],
    ],
  },
  {
    name: 'MariaDB',
    kind: 'mysql',
    driver: 'mysql2',
    login: { port: 3306, user: 'root', database: 'mysql' },
    packages: ['mariadb-server'],
    account: 'mysql',
    binaries: () => findFolderOf('mariadbd'),
    prepare: ({ data }) => [
      'mariadb-install-db',
      ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    ],
    serve: ({ bin, data, port, folder }) => [
      path.join(bin, 'mariadbd'),
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${path.join(folder, 'socket')}`,
        // As in Debian's configuration, which is not used here: MariaDB's own default is Latin only.
        '--character-set-server=utf8mb4',
        '--collation-server=utf8mb4_general_ci',
        '--innodb-flush-method=nosync',
        '--innodb-flush-log-at-trx-commit=0',
        '--innodb-doublewrite=0',
      ],
    ],
  },
];

/** A running server: the environment that tells tests where it is, and how to stop it. Throws if it can't. */
export const ensureDatabase = async (database) => {
  if (!database.binaries() && (await answers(database, database.login.port))) {
    return { env: {}, stop: async () => {} };
  }
  if (!database.binaries() && !(installDebianPackages(database.packages) && database.binaries())) {
    throw new Error(`The tests need ${database.name}: install ${database.packages.join(', ')}`);
  }
  // Debian starts what it installs, but its own set-up asks for a password or a socket.
  return startThrowaway(database);
};

const startThrowaway = async (database) => {
  const folder = mkdtempSync(path.join(tmpdir(), `gatehouse-${database.kind}-`));
  const owner = ownerFor(database.account);
  chmodSync(folder, 0o755);
  chownSync(folder, owner.uid, owner.gid);
  const place = {
    folder,
    data: path.join(folder, 'data'),
    bin: database.binaries(),
    port: await aFreePort(),
  };
  const options = { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };

  const [prepare, prepareArgs] = database.prepare(place);
  if (spawnSync(prepare, prepareArgs, options).status !== 0) {
    throw new Error(`${database.name} could not be set up: ${prepare} failed`);
  }

  const [serve, serveArgs] = database.serve(place);
  const server = spawn(serve, serveArgs.map(String), { ...options, stdio: 'ignore' });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let second = 0; second < 60; second += 1) {
    if (await answers(database, place.port)) {
      return { env: { TEST_DATABASE_PORT: String(place.port) }, stop };
    }
    await sleep(1000);
  }
  await stop();
  throw new Error(`${database.name} did not answer`);
};

const answers = async ({ driver, login }, port) => {
  const client = knex({
    client: driver,
    connection: { ...login, host: '127.0.0.1', port, password: '' },
    acquireConnectionTimeout: 5000,
  });
  return client
    .raw('SELECT 1')
    .then(
      () => true,
      () => false,
    )
    .finally(() => client.destroy());
};

// Neither server runs as root; any other user runs it as themselves.
const ownerFor = (account) => {
  if (process.getuid() !== 0) {
    return { uid: process.getuid(), gid: process.getgid() };
  }
  const id = (flag) => Number(spawnSync('id', [flag, account], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
};

const findFolderOf = (command) => {
  const { stdout } = spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin:/sbin" command -v ${command}`], {
    encoding: 'utf8',
  });
  return stdout.trim() ? path.dirname(stdout.trim()) : undefined;
};

const aFreePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};
