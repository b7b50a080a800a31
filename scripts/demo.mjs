import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

import { startApp } from './lib/app.mjs';
import { ensureInstalled } from './lib/installed.mjs';
import { buildPanel } from './lib/panel.mjs';
import { app } from './lib/paths.mjs';
import { announce, main, runBeside } from './lib/run.mjs';

// `npm run demo -- --fresh` resets the demo's database; PORT chooses another port, and the mails use the one
// after it.
const port = Number(process.env.PORT ?? 1337);
// By name, as passkeys don't work with an IP address.
const address = `http://localhost:${port}`;
const database = path.resolve(process.env.DEMO_DATABASE ?? path.join(app, '.tmp/demo.db'));
const admin = { email: 'admin@northwind.example', password: 'Quiet-Harbour-71' };

const demo = (filename, { smtpPort }, env = {}) =>
  startApp({
    port,
    env: {
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: filename,
      DATABASE_JOURNAL: 'wal',
      PUBLIC_URL: address,
      SMTP_PORT: String(smtpPort),
      // Lets the demo's people sign in from their own addresses.
      TRUST_LOOPBACK: 'true',
      ...env,
    },
  });

/** Fills a database under another name, so that an unfinished one is never taken for the demo's. */
const fill = async (mailServer) => {
  const unfinished = `${database}.unfinished`;
  for (const file of [database, unfinished]) {
    for (const part of ['', '-wal', '-shm']) {
      rmSync(`${file}${part}`, { force: true });
    }
  }
  mkdirSync(path.dirname(database), { recursive: true });

  // With the test hooks, which move the clock back; the demo itself starts without them.
  const server = await demo(unfinished, mailServer, { GATEHOUSE_TEST: '1' });
  try {
    await registerAdmin(server.url);
    await runBeside(process.execPath, [
      path.join(app, 'scripts/seed-demo.js'),
      server.url,
      admin.email,
      admin.password,
    ]);
  } finally {
    await server.stop();
  }
  renameSync(unfinished, database);
};

const registerAdmin = async (url) => {
  const response = await fetch(`${url}/admin/register-admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...admin, firstname: 'Robin', lastname: 'Demo' }),
  });
  if (!response.ok) {
    throw new Error(`The demo's admin could not register: ${await response.text()}`);
  }
};

/** Another server on this port would be taken for the demo's, and filled. */
const assertFree = async () => {
  const probe = createServer().listen(port, '127.0.0.1');
  await once(probe, 'listening').catch(() => {
    throw new Error(`Port ${port} is taken. Choose another one: PORT=${port + 10} npm run demo`);
  });
  probe.close();
  await once(probe, 'close');
};

main(async () => {
  await assertFree();
  ensureInstalled();
  announce('Building what has changed');
  buildPanel();
  // Needs what was just installed.
  const { startMailCatcher } = await import('./lib/mail-catcher.mjs');

  if (!existsSync(database) || process.argv.includes('--fresh')) {
    announce('Filling the demo');
    // The mails of two simulated weeks are of no interest.
    const mailServer = await startMailCatcher();
    await fill(mailServer);
    await mailServer.stop();
  }

  announce('Starting Strapi');
  const mailServer = await startMailCatcher({ port: port + 1 });
  const server = await demo(database, mailServer);
  console.log(`
  Gatehouse is at   ${address}/admin
  e-mail            ${admin.email}
  password          ${admin.password}
  its mails are at  ${mailServer.url}

  Ctrl+C ends it.
`);
  // Strapi ends by itself on the terminal's Ctrl+C; a signal to this script alone is passed on.
  process.once('SIGTERM', server.stop);
  process.once('SIGINT', () => {});
  await server.ended;
  await mailServer.stop();
});
