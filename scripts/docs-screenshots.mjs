import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startApp } from './lib/app.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/installed.mjs';
import { buildPanel } from './lib/panel.mjs';
import { app, inRepository } from './lib/paths.mjs';
import { announce, main, runBeside } from './lib/run.mjs';

// Regenerates the images of docs/: the demo's company in a database of its own, in the system's Chromium.
// `npm run docs:screenshots -- users-list` makes only that one; PORT chooses another port.
const port = process.env.PORT ?? '4337';
const admin = { email: 'admin@northwind.example', password: 'Quiet-Harbour-71' };
const size = { width: 1280, height: 800 };

/** For each image: a page, and what is done there before it is taken. */
const images = {
  'users-list': { open: () => '/users?sort=status:asc' },
  'add-user': { open: () => '/users/create' },
  user: { open: ({ id }) => `/users/${id('Nowak')}` },
  'users-many': {
    open: () => '/users',
    act: async (page) => {
      await page.getByRole('row').first().getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Suspend', exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  'user-contact': { open: ({ id }) => `/users/${id('Okafor')}/contact` },
  'user-sessions': { open: ({ id }) => `/users/${id('Demo')}/sessions` },
  'user-ip-addresses': { open: ({ id }) => `/users/${id('Okafor')}/ip-addresses` },
  accounts: {
    open: () => '/accounts',
    act: async (page) => {
      await page.getByRole('treeitem').first().focus();
      // Opens its siblings, and then the level below.
      for (const key of ['*', 'ArrowDown', '*', 'Home']) await page.keyboard.press(key);
    },
  },
  licences: { open: () => '/licences' },
  'role-groups': { open: () => '/role-groups' },
  'user-delegation': { open: ({ id }) => `/users/${id('Novotna')}/delegation` },
  'user-api-keys': { open: ({ id }) => `/users/${id('Renderer')}/api-keys` },
  'dac-groups': { open: () => '/dac-groups' },
  'user-log': { open: ({ id }) => `/users/${id('Nowak')}/log` },
  'user-permissions': { open: ({ id }) => `/users/${id('Marchetti')}/permissions` },
  role: {
    open: () => '/roles',
    act: async (page) => {
      await page.getByRole('link', { name: 'Auditor', exact: true }).click();
      await page.getByRole('button', { name: /^Article/ }).click();
      await page.getByRole('heading', { name: 'Content API', exact: true }).scrollIntoViewIfNeeded();
    },
  },
  'login-history': { open: () => '/login-history?page=2&pageSize=20' },
  'who-could-sign-in': {
    open: () => '/explain',
    act: (page) => askWhoCouldSignIn(page, 'Adler', '203.0.113.77'),
  },
  home: { open: () => '/', isOutside: true },
  'personal-settings': {
    open: () => '/plugins/gatehouse-me',
    isOutside: true,
    act: (page) => page.getByRole('region', { name: 'Second factor' }).scrollIntoViewIfNeeded(),
  },
  'user-second-factor': { open: ({ id }) => `/users/${id('Nowak')}/mfa` },
  environment: { open: () => '/environment' },
  'ip-rules': { open: () => '/ip-rules' },
};

const askWhoCouldSignIn = async (page, lastname, address) => {
  // Typed, as only key presses open the box.
  await page.getByRole('combobox', { name: 'User' }).click();
  await page.keyboard.type(lastname);
  await page.getByRole('option', { name: lastname }).click();
  await page.getByRole('textbox', { name: 'IP address' }).fill(address);
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByText('could not sign in to the panel', { exact: false }).waitFor();
};

const fill = async (url) => {
  await ask(url, 'POST', '/admin/register-admin', {
    body: { ...admin, firstname: 'Robin', lastname: 'Demo' },
  });
  await runBeside(process.execPath, [
    path.join(app, 'scripts/seed-demo.js'),
    url,
    admin.email,
    admin.password,
  ]);
};

const ask = async (url, method, route, { token, body } = {}) => {
  const response = await fetch(`${url}${route}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
  }
  return (await response.json()).data;
};

/** Ids of the demo's people in the directory, by last name. */
const findPeople = async (url) => {
  const { token } = await ask(url, 'POST', '/admin/login', { body: admin });
  const users = await ask(url, 'GET', '/gatehouse/users?pageSize=200', { token });
  const ids = new Map(users.map(({ id, lastname }) => [lastname, id]));
  return (lastname) => ids.get(lastname);
};

const openChromium = async () => {
  // Imported only after the installation, which includes it.
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: ensureChromium(),
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // Chromium refuses its sandbox to root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
};

const signIn = async (page, url) => {
  await page.goto(`${url}/admin`);
  await page.getByLabel('Email').fill(admin.email);
  await page.getByLabel('Password', { exact: false }).first().fill(admin.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.getByRole('link', { name: 'Content Manager' }).first().waitFor();
  // What Strapi announces at everybody's first sign-in.
  await page.getByRole('button', { name: 'Close the banner' }).click();
};

const take = async (page, url, { name, route, act, folder }) => {
  await page.goto(`${url}/admin${route}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await act?.(page);
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
  console.log(`  docs/images/${name}.png`);
};

main(async () => {
  ensureInstalled();
  announce('Building what has changed');
  buildPanel();

  const temporary = mkdtempSync(path.join(tmpdir(), 'gatehouse-screenshots-'));
  const folder = inRepository('docs/images');
  mkdirSync(folder, { recursive: true });
  announce('Filling the demo');
  const server = await startApp({
    port,
    env: {
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: path.join(temporary, 'demo.db'),
      // Sign-ins come from the demo's addresses, and the hooks backdate them.
      TRUST_LOOPBACK: 'true',
      GATEHOUSE_TEST: '1',
    },
  });
  let browser;
  try {
    await fill(server.url);
    const id = await findPeople(server.url);

    announce('Taking the images');
    browser = await openChromium();
    const page = await browser.newPage({
      viewport: size,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      colorScheme: 'light',
    });
    await signIn(page, server.url);
    const wanted = process.argv.slice(2);
    for (const [name, { open, act, isOutside }] of Object.entries(images)) {
      if (wanted.length === 0 || wanted.includes(name)) {
        await take(page, server.url, {
          name,
          route: isOutside ? open({ id }) : `/plugins/gatehouse${open({ id })}`,
          act,
          folder,
        });
      }
    }
  } finally {
    await browser?.close();
    await server.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
});
