import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { startApp } from './lib/app.mjs';
import { ensureInstalled } from './lib/installed.mjs';
import { buildPanel } from './lib/panel.mjs';
import { app } from './lib/paths.mjs';
import { announce, main, run } from './lib/run.mjs';

// `npm run demo -- --fresh` forgets what was done to the demo's database; PORT chooses another port.
const port = process.env.PORT ?? '1337';
const database = path.join(app, '.tmp/demo.db');
const admin = { email: 'admin@northwind.example', password: 'Quiet-Harbour-71' };

const demo = (filename, env = {}) =>
  startApp({
    port,
    env: {
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: filename,
      // Lets the sign-ins of the demo's people come from their addresses.
      TRUST_LOOPBACK: 'true',
      ...env,
    },
  });

/** Fills a database under another name, so that one that broke off halfway is never taken for the demo's. */
const fill = async () => {
  const unfinished = `${database}.unfinished`;
  for (const file of [database, unfinished]) {
    rmSync(file, { force: true });
  }
  mkdirSync(path.dirname(database), { recursive: true });

  // With the test hooks, which move the clock back; the demo itself then starts without them.
  const server = await demo(unfinished, { GATEHOUSE_TEST: '1' });
  try {
    await registerAdmin(server.url);
    run(process.execPath, [path.join(app, 'scripts/seed-demo.js'), server.url, admin.email, admin.password]);
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

main(async () => {
  ensureInstalled();
  announce('Building what has changed');
  buildPanel();

  if (!existsSync(database) || process.argv.includes('--fresh')) {
    announce('Filling the demo');
    await fill();
  }

  announce('Starting Strapi');
  const server = await demo(database);
  console.log(`
  Gatehouse is at   ${server.url}/admin
  e-mail            ${admin.email}
  password          ${admin.password}

  Ctrl+C ends it.
`);
  // Strapi ends by itself on the terminal's Ctrl+C; a signal to this script alone is passed on.
  process.once('SIGTERM', server.stop);
  process.once('SIGINT', () => {});
  await server.ended;
});
