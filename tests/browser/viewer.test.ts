import type { Page } from 'playwright-core';

import { shared } from '../features/vocabulary';
import { aDirectoryUser, rowWith, thePanel, untilItIs, visit } from './panel';

const { aRole, aUser } = shared;
const panel = thePanel();
let page: Page;
let viewer: Awaited<ReturnType<typeof aUser>>;
let graceId: number;

beforeAll(async () => {
  graceId = await aDirectoryUser({ firstname: 'Grace', lastname: 'Hopper' });
  // May look at users and nothing else.
  viewer = await aUser({ roles: [(await aRole(['users.read'])).id] });
});
beforeEach(async () => {
  page = await panel.atWork(viewer);
});

const buttons = async () =>
  (await page.getByRole('main').getByRole('button').allTextContents())
    .map((text) => text.trim())
    .filter(Boolean);

it('sees the list, and nothing there that would change it', async () => {
  await visit(page, '');
  const row = rowWith(page, 'Hopper');
  await row.getByRole('link', { name: 'Grace Hopper' }).waitFor();

  expect(await row.getByRole('button').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Add user' }).count()).toBe(0);
  expect(
    await page.getByRole('navigation', { name: 'User accounts' }).getByRole('link').allTextContents(),
  ).toEqual(['Users']);
});

it('sees a user by a link, and can neither edit nor act', async () => {
  await visit(page, `users/${graceId}`);
  await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();

  await untilItIs(() => page.getByLabel('First name').isDisabled(), true);
  await untilItIs(() => page.getByRole('tab').allTextContents(), ['Profile']);
  expect(await buttons()).not.toEqual(expect.arrayContaining([expect.stringMatching(/Actions|Save/)]));
});

it.each([
  'users/create',
  'roles/1',
  'login-history',
  'activity',
  'explain',
  'environment',
  'environment/addresses',
  'ip-rules',
])('is told that %s takes a permission', async (path) => {
  await visit(page, path);

  await page.getByText("You don't have the permissions to access that content").waitFor();
});
