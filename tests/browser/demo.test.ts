import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser, BrowserContext } from 'playwright-core';

import { theChromium } from '../support/chromium';
import { untilIn } from './panel';
import { fillNewPassword } from './steps';

const NEW = 'Violet-Anchor-42';

const aFreePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** `npm run demo` with a database of its own, and what it says on the terminal, once it has said everything. */
const startDemo = async (folder: string, port: number) => {
  const demo = spawn(process.execPath, ['scripts/demo.mjs'], {
    env: { ...process.env, PORT: String(port), DEMO_DATABASE: path.join(folder, 'demo.db') },
  });
  let said = '';
  const isReady = new Promise<void>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString();
      if (said.includes('Ctrl+C')) resolve();
    };
    demo.stdout.on('data', hear);
    demo.stderr.on('data', hear);
    demo.once('exit', () => reject(new Error(`The demo has ended: ${said}`)));
  });
  await isReady;
  return { demo, said };
};
const told = (said: string, what: string) =>
  new RegExp(`^ *${what} +(\\S+)$`, 'm').exec(said)?.[1] ?? `${what} is not told`;

describe('the demo', () => {
  let folder: string;
  let port: number;
  let demo: ChildProcess;
  let said: string;
  let chromium: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-demo-'));
    port = await aFreePort();
    ({ demo, said } = await startDemo(folder, port));
    chromium = await theChromium();
    context = await chromium.newContext({ reducedMotion: 'reduce' });
    // Two weeks of a company's life, and two starts of Strapi.
  }, 240_000);
  afterAll(async () => {
    demo.kill('SIGTERM');
    await once(demo, 'exit');
    await chromium.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('leads a newcomer from the terminal to a user who has accepted the invitation', async () => {
    const page = await context.newPage();
    await page.goto(told(said, 'Gatehouse is at'));
    await page.getByLabel('Email or user name').fill(told(said, 'e-mail'));
    await page.getByLabel('Password', { exact: false }).first().fill(told(said, 'password'));
    await page.getByRole('button', { name: 'Login' }).click();
    await page.getByRole('link', { name: 'User accounts' }).click();
    await page.getByRole('link', { name: 'Add user' }).click();
    await page.getByLabel('First name').fill('Grace');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('grace@northwind.example');
    await page.getByRole('combobox', { name: /Roles/ }).click();
    await page.getByRole('option', { name: 'Editor', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Send a welcome e-mail' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('was added').waitFor();

    const mails = await context.newPage();
    await mails.goto(told(said, 'its mails are at'));
    await mails.getByRole('link', { name: /grace@northwind\.example/ }).click();
    const [invited] = await Promise.all([
      context.waitForEvent('page'),
      mails.frameLocator('iframe').getByRole('link', { name: 'Choose a password' }).click(),
    ]);
    await invited.getByRole('heading', { name: 'Welcome, Grace' }).waitFor();
    // Passkeys hold at a name alone.
    expect(new URL(invited.url()).hostname).toBe('localhost');
    await fillNewPassword(invited, NEW);
    await invited.getByRole('button', { name: 'Save password' }).click();
    await invited.getByRole('button', { name: 'Sign in' }).click();

    await invited.getByLabel('Password', { exact: false }).first().fill(NEW);
    await invited.getByRole('button', { name: 'Login' }).click();
    await untilIn(invited);
  });

  it('says so where its port is taken, and touches nothing', async () => {
    await expect(startDemo(folder, port)).rejects.toThrow(`Port ${port} is taken`);
  });
});
