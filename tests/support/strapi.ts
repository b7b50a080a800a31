import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { aDatabase, anEmptyDatabase, type Database } from './database';
import { firstAdmin } from './people';
import { vocabularyAt, type Vocabulary } from './vocabulary';

const repository = path.resolve(__dirname, '../..');

export type Wishes = {
  /** Overrides the app's environment. */
  env?: Record<string, string>;
  /** The plugin's configuration, as in `config/plugins`. */
  config?: object;
  /** A database to share; else the server gets its own, with the first admin in it, dropped when it stops. */
  database?: Database;
  /** The app's folder; the test app unless told otherwise. */
  app?: string;
  /** Keeps the throttle per address; off by default, as all tests come from a few addresses. */
  isThrottled?: boolean;
  /** Whether the first super admin exists. */
  withAdmin?: boolean;
  /** A file that receives everything the server prints. */
  logFile?: string;
  /** An expression evaluated in the server before its database and plugins are there, `strapi` in scope. */
  atStart?: string;
};

export type Server = Vocabulary & {
  url: string;
  port: number;
  pid: number;
  /** Stops the server as an operator would, and drops its own database. */
  stop: () => Promise<void>;
  /** Ends it as a power cut would. */
  kill: () => Promise<void>;
  /** What the server has printed so far. */
  output: () => string;
};

/** Starts the test app in a process of its own, and waits until it answers. */
export const startStrapi = async (wishes: Wishes = {}): Promise<Server> => {
  const { env = {}, config, app = path.join(repository, 'tests/app'), withAdmin = true } = wishes;
  const isFirstStart = !withAdmin || wishes.app !== undefined;
  const database = wishes.database ?? (await (isFirstStart ? anEmptyDatabase() : aDatabase()));
  const port = await aFreePort();
  const url = `http://127.0.0.1:${port}`;

  countStart();
  const child = spawn(
    process.execPath,
    // Room for short-lived objects, so that less time goes into collecting them.
    ['--max-semi-space-size=64', path.join(__dirname, 'start-strapi.cjs')],
    {
      cwd: app,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        GATEHOUSE_TEST: '1',
        TRUST_LOOPBACK: 'true',
        ...database.env,
        ...(config && { GATEHOUSE_CONFIG: JSON.stringify(config) }),
        ...(wishes.atStart && { GATEHOUSE_TEST_AT_START: wishes.atStart }),
        ...env,
      },
      // The app ends itself when this channel closes: no server outlives the tests, however they end.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const output = collectOutput(child, wishes.logFile);
  letGo(child);
  const ended = once(child, 'exit');

  const end = async (signal: NodeJS.Signals) => {
    // Node would take waiting for an unreferenced child for the end of the program, and exit with 0.
    child.ref();
    child.kill(signal);
    const late = sleep(gracePeriod, 'late', { ref: false });
    if ((await Promise.race([ended, late])) === 'late') {
      child.kill('SIGKILL');
      await ended;
    }
    if (!wishes.database) {
      await database.drop();
    }
  };

  const words = vocabularyAt(() => url);
  try {
    await untilUp({ url, child, output });
    if (!wishes.isThrottled) {
      await words.call(liftThrottle);
    }
    if (withAdmin) {
      await registerFirstAdmin(words);
    }
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }

  return {
    ...words,
    url,
    port,
    pid: child.pid as number,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    output,
  };
};

/** For a run's summary, which says how often Strapi was started. */
export const countStart = () => {
  const { GATEHOUSE_TEST_STARTS: file } = process.env;
  if (file) appendFileSync(file, '.');
};

/** A start takes 3 seconds on an idle machine, and tests may share it with much else. */
const startWithin = 90_000;
const gracePeriod = 15_000;
const keptOutput = 500_000;

const collectOutput = (child: ChildProcess, logFile?: string) => {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text = (text + part).slice(-keptOutput);
      if (logFile) {
        appendFileSync(logFile, part);
      }
    });
  }
  return () => text;
};

/** A test that forgets to stop its server must not keep jest from ending. */
const letGo = (child: ChildProcess) => {
  child.unref();
  child.channel?.unref();
  for (const stream of [child.stdout, child.stderr]) {
    (stream as Socket | null)?.unref();
  }
};

const untilUp = async ({
  url,
  child,
  output,
}: {
  url: string;
  child: ChildProcess;
  output: () => string;
}) => {
  for (const deadline = Date.now() + startWithin; Date.now() < deadline; await sleep(100)) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`Strapi did not start:\n${output()}`);
    }
    const up = await fetch(`${url}/_health`).then(
      (response) => response.status === 204,
      () => false,
    );
    if (up) {
      return;
    }
  }
  throw new Error(`Strapi did not answer within ${startWithin} ms:\n${output()}`);
};

const liftThrottle = `strapi.plugin('gatehouse')?.service('policy').update(
  { throttle: { maxFailuresPerAddress: 0 } }, { name: 'test' })`;

const registerFirstAdmin = async ({ http }: Vocabulary) => {
  const { body } = await http.get('/admin/init');
  if (body.data.hasAdmin) {
    return;
  }
  const answer = await http.post('/admin/register-admin', {
    body: { ...firstAdmin, firstname: 'First', lastname: 'Admin' },
  });
  // Of two servers starting on one database, the other may have been first.
  if (answer.status !== 200 && !(await http.get('/admin/init')).body.data.hasAdmin) {
    throw new Error(`The first admin could not register: ${JSON.stringify(answer.body)}`);
  }
};

const aFreePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
