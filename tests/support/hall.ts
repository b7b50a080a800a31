import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { BrowserServer } from 'playwright-core';

import { launchChromium } from './chromium';
import { aDatabase, anEmptyDatabase, type Database } from './database';
import { FLOOR } from './floor';
import { KEPT_OPEN } from './kept-open';
import { mailboxAt, type MailServer, startMailServer } from './mailbox';
import { createLeaks } from './secrets-kept';
import { SMS_SECRET, type SmsGateway, smsGatewayAt, startSmsGateway } from './sms-gateway';
import { type Server, startStrapi } from './strapi';

/** What the files of one worker share, one after the other. */
type Room = {
  server: Server;
  database: Database;
  /** Starts another such server on the same database. */
  start: () => Promise<Server>;
  /** Another one started that way, for the files that ask for one. */
  neighbour?: Server;
  mailServer: MailServer;
  gateway: SmsGateway;
  leaks: ReturnType<typeof createLeaks>;
};

/**
 * Where workers find what they share, each thing started when first asked for: the template that databases
 * are copied from, and for each worker a server with its mail server and SMS gateway, and a Chromium.
 *
 * - `GET /template`: the environment of the template's database
 * - `GET /room?worker=1&file=…`: the environment of the worker's server, reset to how it was started
 * - `GET /neighbour?worker=1`: the URL of another server on the worker's database, for this file
 * - `GET /chromium?worker=1`: where the worker's browser is controlled
 */
export const openHall = async () => {
  const logs = mkdtempSync(path.join(tmpdir(), 'gatehouse-logs-'));
  const started = new Map<string, Promise<unknown>>();
  const onlyOnce = <T>(name: string, start: () => Promise<T>): Promise<T> => {
    if (!started.has(name)) started.set(name, start());
    return started.get(name) as Promise<T>;
  };
  const rooms: Room[] = [];
  const browsers: BrowserServer[] = [];
  let template: Database | undefined;

  const theTemplate = () =>
    onlyOnce('template', async () => {
      template = await anEmptyDatabase();
      const server = await startStrapi({ database: template, isThrottled: true });
      await server.stop();
      return template.env;
    });

  const roomOf = (worker: string) =>
    onlyOnce(`room ${worker}`, async () => {
      const logFile = path.join(logs, `${worker}.log`);
      const [mailServer, gateway] = [await startMailServer(), await startSmsGateway()];
      const sms = { provider: 'http', url: gateway.url, secret: SMS_SECRET };
      const config = { signIn: { refusalFloorMs: FLOOR }, sms };
      const database = await aDatabase();
      const start = () => startStrapi({ database, config, env: mailEnv(mailServer), logFile });
      const server = await start();
      await server.hook('remember');
      const leaks = createLeaks({ server, mailServer, logFile });
      const room: Room = { server, database, start, mailServer, gateway, leaks };
      rooms.push(room);
      return room;
    });

  /** Starts another server on the worker's database, once, and lets it do its part of the scheduled work. */
  const visitNeighbour = async (worker: string) => {
    const room = await roomOf(worker);
    room.neighbour ??= await room.start();
    // It keeps no copy of the rows: the worker's own server restores the database.
    await room.neighbour.hook('restore');
    await room.neighbour.call('void strapi.cron.start()');
    return { url: room.neighbour.url };
  };

  const enter = async (worker: string, file: string) => {
    const { server, neighbour, database, mailServer, gateway, leaks } = await roomOf(worker);
    // Otherwise it would send mails and take jobs, at its own time.
    await neighbour?.call('void strapi.cron.stop()');
    await leaks.look();
    leaks.from(file);
    await mailboxAt(() => mailServer.url).mendMailServer();
    await smsGatewayAt(() => gateway.url).beGateway('works');
    await server.hook('restore');
    return {
      ...mailEnv(mailServer),
      GATEHOUSE_TEST_DATABASE: JSON.stringify(database.env),
      GATEHOUSE_TEST_SMS_GATEWAY: gateway.url,
      GATEHOUSE_TEST_URL: server.url,
    };
  };

  const chromiumOf = (worker: string) =>
    onlyOnce(`chromium ${worker}`, async () => {
      const browser = await launchChromium();
      browsers.push(browser);
      return { endpoint: browser.wsEndpoint() };
    });

  const answers: Record<string, (asked: URLSearchParams) => Promise<unknown>> = {
    '/template': theTemplate,
    '/room': (asked) => enter(asked.get('worker') as string, asked.get('file') as string),
    '/neighbour': (asked) => visitNeighbour(asked.get('worker') as string),
    '/chromium': (asked) => chromiumOf(asked.get('worker') as string),
  };
  const desk = createServer(KEPT_OPEN, (request, response) => {
    const { pathname, searchParams } = new URL(request.url as string, 'http://hall');
    Promise.resolve(answers[pathname]?.(searchParams)).then(
      (answer) => response.end(JSON.stringify(answer ?? null)),
      (error: Error) => response.writeHead(500).end(error.stack),
    );
  }).listen(0, '127.0.0.1');
  await once(desk, 'listening');

  return {
    url: `http://127.0.0.1:${(desk.address() as AddressInfo).port}`,
    /** Ends everything; GATEHOUSE_TEST_OUTPUT=1 shows the servers' output. Returns the leaked secrets. */
    close: async () => {
      const leaks: string[] = [];
      for (const { server, neighbour, database, mailServer, gateway, leaks: left } of rooms) {
        await neighbour?.stop();
        leaks.push(...(await left.look()));
        await server.stop();
        await database.drop();
        await mailServer.stop();
        await gateway.stop();
        if (process.env.GATEHOUSE_TEST_OUTPUT === '1') process.stdout.write(server.output());
      }
      await Promise.all(browsers.map((browser) => browser.close()));
      await template?.drop();
      desk.close();
      desk.closeAllConnections();
      rmSync(logs, { recursive: true, force: true });
      return leaks;
    },
  };
};
export type Hall = Awaited<ReturnType<typeof openHall>>;

const mailEnv = ({ smtpPort, url }: MailServer) => ({
  SMTP_PORT: String(smtpPort),
  GATEHOUSE_TEST_MAILBOX: url,
});

/** Builds the plugin, or the panel with it, from the present sources. */
export const build = (script: 'build.mjs' | 'panel.mjs') =>
  execFileSync(process.execPath, [path.resolve(__dirname, '../../scripts', script), '--if-stale'], {
    stdio: 'inherit',
  });
