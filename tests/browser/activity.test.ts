import { text } from 'node:stream/consumers';

import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';

import { shared, succeed } from '../features/vocabulary';
import { aRoleTo } from '../features/native/vocabulary';
import { accessibilityProblems, inSystemTheme } from './accessibility';
import { aDirectoryUser, reopen, thePanel, untilItIs, visit } from './panel';

const { act, aUser, gatehouse, sql } = shared;
const panel = thePanel();
let page: Page;
let graceId: number;

beforeAll(async () => {
  graceId = await aDirectoryUser({ firstname: 'Grace', lastname: 'Hopper' });
  await sql('DELETE FROM ??', ['gatehouse_notes']);
  const licence = { code: 'agency', name: 'Agency', userTypes: ['panel'] };
  const { id } = succeed(await gatehouse.post('/licences', { body: licence }), 201).body.data;
  succeed(await gatehouse.put(`/licences/${id}`, { body: { seats: 3 } }));
  succeed(await gatehouse.delete(`/licences/${id}`));
  await act({ id: graceId }, 'lock', { reason: 'Lost laptop' });
  succeed(await gatehouse.put('/policy', { body: { mfa: { afterLoss: 'admin-code' } } }));
  succeed(await gatehouse.post(`/users/${graceId}/notes`, { body: { text: 'Called her.' } }), 201);
});
beforeEach(async () => {
  page = await panel.atWork();
});

const list = () => page.getByRole('list', { name: 'Entries, newest first' });
const entries = () => list().getByRole('listitem');
const entry = (words: string) => entries().filter({ hasText: words });

describe('the activity', () => {
  beforeEach(async () => {
    await visit(page, 'activity');
    await entries().first().waitFor();
  });

  it('says who did what to what, in words, and leads there', async () => {
    await entry('changed the environment defaults').getByText('A code from an administrator').waitFor();
    await entry('changed the licence').getByText('Seats:').waitFor();
    const deleted = entry('deleted the licence');
    await deleted.getByText('(no longer there)').waitFor();
    await untilItIs(() => deleted.getByRole('link').count(), 0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await inSystemTheme(page, 'dark');
    expect(await accessibilityProblems(page)).toEqual([]);

    await entry('locked the user').getByRole('link').click();
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
  });

  it('is narrowed to one thing, and keeps that in its address', async () => {
    await entry('deleted the licence').getByRole('button', { name: 'Only entries about Agency' }).click();

    await untilItIs(() => entries().count(), 3);
    await reopen(page);
    await untilItIs(() => entries().count(), 3);
    await page.getByText('Name is Agency').waitFor();
    // One filter after the other is taken off again.
    for (const words of ['Name is Agency', 'About is Licence'])
      await page.getByRole('button', { name: `Remove the filter: ${words}` }).click();
    await entry('Called her.').waitFor();
  });

  it('is filtered by an action, and says where nothing matches', async () => {
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await page.getByRole('combobox', { name: 'Action', exact: true }).click();
    await page.getByRole('option', { name: '… suspended the user' }).click();

    await page.getByText('No entries match').waitFor();
    await untilItIs(
      async () => new URL(page.url()).searchParams.get('filters[$and][0][action][$eq]'),
      'suspended',
    );
  });

  it('is saved as a file', async () => {
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const download = await downloaded;

    expect(download.suggestedFilename()).toMatch(/^activity-\d{4}-\d\d-\d\d\.csv$/);
    const rows = parse(await text(await download.createReadStream()), { columns: true, bom: true }) as {
      action: string;
      name: string;
    }[];
    expect(rows).toContainEqual(expect.objectContaining({ action: 'licence-deleted', name: 'Agency' }));
  });
});

it('shows who may see nothing else of it no link, no note and no export', async () => {
  const reader = await aUser({ roles: [(await aRoleTo('activity.read')).id] });
  page = await panel.atWork(reader);
  await visit(page, 'activity');

  await entry('locked the user').waitFor();
  await untilItIs(() => list().getByRole('link').count(), 0);
  await untilItIs(() => entry('wrote a note').count(), 0);
  expect(await page.getByRole('button', { name: 'Export' }).count()).toBe(0);
  expect(
    await page.getByRole('navigation', { name: 'User accounts' }).getByRole('link').allTextContents(),
  ).toEqual(['Log']);
});

it('says what went wrong, and tries again', async () => {
  await page.route('**/gatehouse/log?**', (route) => route.abort(), { times: 1 });
  await visit(page, 'activity');

  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await entry('locked the user').waitFor();
});
