import type { Page } from 'playwright-core';

import { aPassword, anEmail } from '../support';
import { aDirectoryUser, openThePanel, type Panel, rowWith, visit, untilItIs } from './panel';

let panel: Panel;
let page: Page;
let graceId: number;

/** A role that may look at users and nothing else. */
const aViewersRole = async () => {
  const { http, superAdmin } = panel.server;
  const token = await superAdmin();
  const { body } = await http.post('/admin/roles', { token, body: { name: 'Viewer', description: '' } });
  const permissions = [
    { action: 'plugin::gatehouse.users.read', subject: null, properties: {}, conditions: [] },
  ];
  const granted = await http.put(`/admin/roles/${body.data.id}/permissions`, {
    token,
    body: { permissions },
  });
  expect(granted.status).toBe(200);
  return body.data.id as number;
};

beforeAll(async () => {
  panel = await openThePanel();
  graceId = await aDirectoryUser(panel.server, { firstname: 'Grace', lastname: 'Hopper' });
  const viewer = { email: anEmail('viewer'), password: aPassword };
  await panel.server.aUser({ ...viewer, roles: [await aViewersRole()] });
  page = await panel.visitorSignedIn(viewer);
});

afterAll(() => panel?.close());

const buttons = async () =>
  (await page.getByRole('main').getByRole('button').allTextContents())
    .map((text) => text.trim())
    .filter(Boolean);

it('sees the list, and nothing there that would change it', async () => {
  await visit(page, '');
  const row = rowWith(page, 'Hopper');
  await row.getByRole('link', { name: 'View Grace Hopper' }).waitFor();

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
  await untilItIs(() => page.getByRole('tab').allTextContents(), ['Details', 'Contact']);
  expect(await buttons()).not.toEqual(expect.arrayContaining([expect.stringMatching(/Actions|Save/)]));
});

it.each(['users/create', 'login-history', 'explain', 'environment', 'environment/addresses'])(
  'is told that %s takes a permission',
  async (path) => {
    await visit(page, path);

    await page.getByText("You don't have the permissions to access that content").waitFor();
  },
);

it('lets nothing go wrong unnoticed', () => {
  expect(panel.errors()).toEqual([]);
});
