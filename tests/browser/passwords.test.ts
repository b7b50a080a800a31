import type { Page } from 'playwright-core';

import { shared } from '../features/vocabulary';
import { accessibilityProblems, inSystemTheme } from './accessibility';
import { confirm, pickAction, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});

let tokenName: string;
/** Opens the dialog for a new password of Grace Hopper's, who has made a token. */
const open = async () => {
  const { id, adminUserId } = await shared.aUser({ firstname: 'Grace', lastname: 'Hopper' });
  tokenName = `Token of ${id}`;
  await shared.call(`strapi.service('admin::api-token-admin')
    .create({ kind: 'admin', name: '${tokenName}', lifespan: null, adminPermissions: [] }, { id: ${adminUserId} })
    .then(() => null)`);
  await visit(page, `users/${id}`);
  await pickAction(page, 'Set password');
};
const type = async (password: string) => {
  await theDialog(page).getByLabel('New password', { exact: false }).first().fill(password);
  await theDialog(page).getByLabel('New password again').fill(password);
};
const isShown = async (criterion: string, state: string) =>
  theDialog(page).getByRole('listitem').filter({ hasText: criterion }).getByLabel(state).waitFor();

describe('a new password for somebody', () => {
  it('is ticked off while it is typed, in light and dark', async () => {
    await open();
    for (const theme of ['light', 'dark'] as const) {
      await inSystemTheme(page, theme);
      await type('Loud-Hopper');
      await isShown('At least 12 characters', 'Missing:');
      await isShown('No names', 'Missing:');
      await isShown('No common password', 'Not known yet:');
      expect(await accessibilityProblems(page, '[role="dialog"]')).toEqual([]);

      await type('Violet-Anchor-41');
      await isShown('At least 12 characters', 'Met:');
      await isShown('No names', 'Met:');
    }
  });

  it('that misses something is told beside its field, before it is sent or after', async () => {
    await open();
    await type('too-short');
    // Until the page knows the rules, the server says what is wrong.
    await isShown('At least 12 characters', 'Missing:');
    await confirm(page, 'Set password');
    await theDialog(page).getByText('The password does not have all it needs').waitFor();

    await type('Dragon123456');
    await confirm(page, 'Set password');
    await theDialog(page).getByText('The password is too common: a much used word or a name').waitFor();

    await type('qwertzuiopü+');
    await confirm(page, 'Set password');
    await theDialog(page)
      .getByText('The password is too common: hardly more than keys side by side')
      .waitFor();
  });

  it('can be one that has to be changed at the next sign-in', async () => {
    await open();
    await type('Violet-Anchor-41');
    await theDialog(page).getByLabel('A new one has to be chosen at the next sign-in').check();
    await theDialog(page).getByLabel('Also revoke the admin tokens that Grace Hopper has made').check();
    await confirm(page, 'Set password');

    await untilTold(page, 'The password of Grace Hopper is set');
    await page.getByText('Awaiting new password', { exact: true }).first().waitFor();
    expect(
      await shared.sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'strapi_api_tokens', 'name', tokenName]),
    ).toEqual([]);
  });
});

it('the rule of ten characters with all kinds is filled in at a click, and shown before it is saved', async () => {
  await visit(page, 'environment');
  await page.getByRole('textbox', { name: 'Shortest length' }).fill('20');
  await page.getByRole('button', { name: '10 characters with all kinds' }).click();

  await untilItIs(() => page.getByRole('textbox', { name: 'Shortest length' }).inputValue(), '10');
  for (const kind of ['Lower case letter', 'Upper case letter', 'Digit', 'Special character'])
    await untilItIs(() => page.getByRole('checkbox', { name: kind, exact: true }).isChecked(), true);
  await page.getByText('Not saved yet').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await untilTold(page, 'The defaults were saved');
});
