import type { Browser } from 'playwright-core';

import { firstAdmin, startStrapi, type Server } from '../support';
import { openChromium } from '../support/chromium';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startStrapi();
  browser = await openChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('lets the super admin into the panel', async () => {
  const page = await browser.newPage();
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));

  await page.goto(`${server.url}/admin`);
  await page.getByLabel('Email').fill(firstAdmin.email);
  await page.getByLabel('Password', { exact: false }).first().fill(firstAdmin.password);
  await page.getByRole('button', { name: 'Login' }).click();

  await page.getByRole('link', { name: 'Content Manager' }).first().waitFor();
  expect(errors).toEqual([]);
});
