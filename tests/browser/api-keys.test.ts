import type { Page } from 'playwright-core';

import { apiOnlyAt } from '../features/api-keys/api-only';
import { shared } from '../features/vocabulary';
import { sharedUrl } from '../support';
import { confirm, rowWith, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
const words = shared;
const keys = apiOnlyAt(words);

/** Makes one through the page and reads it off the dialog that shows it once. */
const makeAKey = async (description: string): Promise<string> => {
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByLabel('Description').fill(description);
  await confirm(page, 'Make the key');
  const key = await page.getByLabel('New key', { exact: true }).innerText();
  await confirm(page, 'Done');
  return key;
};

it('makes a key that works, shows it once, replaces it and revokes it', async () => {
  const robot = await keys.anApiOnlyUser();
  await visit(page, `users/${robot.id}/api-keys`);
  await page.getByText('There is no key yet.').waitFor();

  await page.getByRole('button', { name: 'Make a key' }).click();
  await theDialog(page).getByText('With its first key, access is granted.', { exact: false }).waitFor();
  await confirm(page, 'Make the key');
  await theDialog(page).getByText('This field is required').waitFor();
  await confirm(page, 'Cancel');
  const first = await makeAKey('Nightly import');

  expect(await keys.find(first)).toBe(200);
  await page
    .getByText('Can sign in.')
    .or(page.getByText('Its API tokens work.', { exact: false }))
    .waitFor();
  expect(await page.getByText(first).count()).toBe(0);
  const [made] = await keys.keysOf(robot);
  const days = (Date.parse(made?.expiresAt ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(89);
  expect(days).toBeLessThan(91);

  await page.getByRole('button', { name: 'Replace Nightly import by a new key' }).click();
  await page.getByLabel('Hours that the old key goes on').fill('0');
  await confirm(page, 'Replace');
  const second = await page.getByLabel('New key', { exact: true }).innerText();
  await confirm(page, 'Done');
  expect([await keys.find(first), await keys.find(second)]).toEqual([401, 200]);
  await rowWith(page, 'Expired').waitFor();

  await page.getByRole('row').nth(1).getByRole('button', { name: 'Revoke Nightly import' }).click();
  await confirm(page, 'Revoke');
  await untilTold(page, 'Nightly import was revoked');
  expect(await keys.find(second)).toBe(401);
  await untilItIs(() => page.getByRole('row').count(), 2);
});

it('makes an OAuth client whose secret gets a token, and deletes it', async () => {
  const robot = await keys.anApiOnlyUser();
  await keys.aKeyOf(robot);
  await visit(page, `users/${robot.id}`);
  await page.getByRole('combobox', { name: 'Authentication' }).click();
  await page.getByRole('option', { name: 'OAuth 2.0 client credentials' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await untilTold(page, `${robot.email} was saved`);
  await page.getByRole('tab', { name: 'API' }).click();
  // The key of before can be revoked, and no more of them are made.
  await rowWith(page, 'Nightly import').getByRole('button', { name: 'Revoke Nightly import' }).waitFor();
  expect(await page.getByRole('button', { name: /Make a key|Replace/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Make a client' }).click();
  await page.getByLabel('Description').fill('Warehouse');
  await confirm(page, 'Make the client');
  const clientSecret = await page.getByLabel('New secret', { exact: true }).innerText();
  await confirm(page, 'Done');
  const row = rowWith(page, 'Warehouse');
  const clientId = await row.getByRole('gridcell').nth(1).innerText();
  const ask = async () =>
    (
      await fetch(`${sharedUrl()}/api/gatehouse/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
        }),
      })
    ).status;
  expect(await ask()).toBe(200);

  await row.getByRole('button', { name: 'Delete Warehouse' }).click();
  await confirm(page, 'Delete');

  await untilTold(page, 'Warehouse was deleted');
  expect(await ask()).toBe(401);
});

it('is no tab of users of the panel', async () => {
  const user = await words.aUser();
  await visit(page, `users/${user.id}`);
  await page.getByRole('tab', { name: 'Profile' }).waitFor();
  expect(await page.getByRole('tab', { name: 'API' }).count()).toBe(0);
});

it('only shows keys to who may not make them', async () => {
  const robot = await keys.anApiOnlyUser();
  await keys.aKeyOf(robot);
  const { id } = await words.aRole(['users.read', 'api-keys.read']);
  const viewer = await panel.visitorSignedIn(await words.aUser({ roles: [id] }));

  await visit(viewer, `users/${robot.id}/api-keys`);

  await rowWith(viewer, 'Nightly import').waitFor();
  expect(await viewer.getByRole('button', { name: /Make a|Replace|Revoke|Delete/ }).count()).toBe(0);
});
