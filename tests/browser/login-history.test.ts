import { text } from 'node:stream/consumers';

import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';

import { call, failToSignIn } from '../support';
import { accessibilityProblems, inSystemTheme } from './accessibility';
import { aDirectoryUser, reopen, rowWith, thePanel, untilItIs, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
let graceId: number;

const STRANGER = '203.0.113.77';
const OFFICE = '198.51.100.7';

beforeAll(async () => {
  graceId = await aDirectoryUser({ firstname: 'Grace', lastname: 'Hopper' });
  await failToSignIn('grace.hopper@example.test', 3, { from: STRANGER });
  await failToSignIn('nobody@example.test', 1, { from: OFFICE });
  // One of long ago, which no chart of these days shows.
  await call(`strapi.db.connection('gatehouse_login_attempts').insert({ document_id: 'old', user_name: 'long ago',
    realm: 'panel', outcome: 'failure', reason: 'wrong-password', method: 'password', ip: '192.0.2.1', ip_key: '4c0000201',
    count: 1, created_at: new Date('2025-01-01T12:00:00Z'), updated_at: new Date('2025-01-01T12:00:00Z') }).then(() => 0)`);
});

const untilRows = (count: number) =>
  page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('table')].at(-1)?.querySelectorAll('tbody tr').length === wanted,
    count,
  );
const period = () => page.getByRole('combobox', { name: 'Period' });
const chart = () => page.getByRole('region', { name: 'Attempts over time' });
const refused = () => page.getByRole('region', { name: 'Most refused addresses' });

describe('the login history', () => {
  beforeEach(async () => {
    await visit(page, 'login-history');
    await chart().locator('svg').waitFor();
  });

  it('shows what ended how, as a picture and as a table', async () => {
    await chart().getByText('Refused: 4', { exact: true }).first().waitFor();
    const table = chart().getByRole('table', { name: 'Attempts by day' });
    const cells = await table.getByRole('row').last().getByRole('cell').allTextContents();

    await untilItIs(() => table.getByRole('row').count(), 1 + 14);
    expect(cells.at(-1)).toBe('4');
    await untilItIs(() => chart().locator('svg > g').count(), 14);
  });

  it('leads from an address to its attempts, and keeps that in its address', async () => {
    await refused()
      .getByRole('button', { name: `Show attempts from ${STRANGER}` })
      .click();
    await untilRows(3);
    await chart().getByText('Refused: 3', { exact: true }).first().waitFor();

    await reopen(page);
    await untilRows(3);
    await page.getByRole('button', { name: `Remove the filter: IP address is ${STRANGER}` }).click();
    await rowWith(page, OFFICE).first().waitFor();
  });

  it('is filtered by a range of addresses that one types', async () => {
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('textbox', { name: 'IP address' }).fill('203.0.113.*');
    await page.keyboard.press('Enter');

    await untilRows(3);
  });

  it('says what is wrong with a range that is none', async () => {
    await visit(page, 'login-history?filters[$and][0][ip][$eq]=10.0.0.1/8');

    await page.getByRole('alert').getByText('the network is 10.0.0.0/8').waitFor();
  });

  it('is filtered by user, by whatever part of the name one types', async () => {
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('combobox', { name: 'User', exact: true }).pressSequentially('hopp');
    await page.getByRole('option', { name: /Grace Hopper/ }).click();

    await untilRows(3);
    await page.getByText('User is Grace Hopper').waitFor();
  });

  it('looks back as far as one chooses, and a bar leads to its day', async () => {
    await rowWith(page, 'long ago').waitFor();
    await period().click();
    await page.getByRole('option', { name: 'Last 7 days' }).click();
    await rowWith(page, 'long ago').waitFor({ state: 'detached' });
    expect(page.url()).toContain('period=7d');
    await untilItIs(() => chart().getByRole('row').count(), 1 + 7);

    await chart().locator('svg > g').last().click();
    await page.getByText(/^Date from /).waitFor();
    expect(page.url()).not.toContain('period=');
    await chart().getByRole('table', { name: 'Attempts by hour' }).waitFor({ state: 'attached' });
  });

  it('is saved as a file of what the filters leave', async () => {
    await visit(page, `login-history?filters[$and][0][ip][$eq]=${STRANGER}`);
    await untilRows(3);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await download;

    expect(file.suggestedFilename()).toMatch(/^login-history-\d{4}-\d\d-\d\d\.csv$/);
    const lines = parse(await text(await file.createReadStream()), { columns: true, bom: true }) as object[];
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ userName: 'grace.hopper@example.test', ip: STRANGER });
  });

  it('has room for all of it on a narrow screen', async () => {
    await page.setViewportSize({ width: 768, height: 1024 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    await page.setViewportSize({ width: 1280, height: 800 });

    expect(overflow).toBeLessThanOrEqual(0);
  });
});

describe('who could sign in', () => {
  it('leads from a refusal to what helps against it', async () => {
    await visit(page, 'explain');
    await page.getByRole('combobox', { name: /^User/ }).pressSequentially('hopp');
    await page.getByRole('option', { name: /Grace Hopper/ }).click();
    await page.getByLabel('IP address').fill(STRANGER);
    await page.getByRole('button', { name: 'Ask' }).click();

    await page
      .getByRole('heading', {
        name: `Grace Hopper could not sign in to the panel from ${STRANGER} now: access has not been granted yet.`,
      })
      .waitFor();
    await page.getByRole('link', { name: "Allow access on the user's page" }).click();
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    expect(page.url()).toContain(`/users/${graceId}`);
  });
});

describe.each(['light', 'dark'] as const)('in %s colours', (theme) => {
  it.each([
    ['login-history', 'main', () => chart().locator('svg').waitFor()],
    ['explain', 'main', () => page.getByRole('button', { name: 'Ask' }).waitFor()],
    ['environment', 'main', () => page.getByRole('region', { name: 'Changes' }).waitFor()],
  ])('%s can be used by everybody', async (path, within, untilThere) => {
    await visit(page, path);
    await inSystemTheme(page, theme);
    await untilThere();

    expect(await accessibilityProblems(page, within)).toEqual([]);
  });
});
