import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { app, inRepository } from '../../../scripts/lib/paths.mjs';
import { afterMeasure, folder } from './cleanup.mjs';
import { clientOf } from './http.mjs';

const inServer = fileURLToPath(new URL('in-server.cjs', import.meta.url));
/** The first start over very many users is one of the things that are measured. */
const START_WITHIN = 300_000;
const GRACE_PERIOD = 15_000;
/** Short against every start, and next to no work. */
const POLL = 10;

let count = 0;

/**
 * Starts the test app, with Gatehouse or without, and waits until it listens. `hooks`: with the test hooks, which a
 * server that is timed does not have. `startedIn`: milliseconds from spawning to listening. `heapUsed()`: the bytes of
 * JavaScript in use after a collection.
 */
export const startServer = async ({ database, gatehouse, hooks = false, config }) => {
  count += 1;
  const log = path.join(folder, `server-${count}.log`);
  const output = openSync(log, 'w');
  const port = await aFreePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    GATEHOUSE: String(gatehouse),
    GATEHOUSE_TEST: hooks ? '1' : '0',
    GATEHOUSE_CONFIG: JSON.stringify(config ?? {}),
    ADMIN_RATE_LIMIT: 'false',
    TRUST_LOOPBACK: 'true',
    ...database.env,
  };
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--require', inServer, inRepository('node_modules/@strapi/strapi/bin/strapi.js'), 'start'],
    { cwd: app, env, stdio: ['ignore', output, output, 'ipc'] },
  );
  closeSync(output);
  const ended = once(child, 'exit');
  const stop = afterMeasure(async () => {
    child.kill('SIGTERM');
    if ((await Promise.race([ended, sleep(GRACE_PERIOD, 'late', { ref: false })])) === 'late') {
      child.kill('SIGKILL');
      await ended;
    }
  });

  while (!(await listens(port))) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() - started > START_WITHIN) {
      await stop();
      throw new Error(`Strapi did not start:\n${readFileSync(log, 'utf8').slice(-5_000)}`);
    }
    await sleep(POLL);
  }
  const startedIn = performance.now() - started;
  const url = `http://127.0.0.1:${port}`;
  const heapUsed = async () => {
    child.send('heap');
    const [bytes] = await once(child, 'message');
    return bytes;
  };
  return { url, database, startedIn, heapUsed, stop, ...clientOf(url) };
};

const listens = async (port) => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

const aFreePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};
