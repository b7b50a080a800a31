import type { Page } from 'playwright-core';

import { firstAdmin } from '../support';
import { accessibilityProblems, inTheme } from './accessibility';
import {
  aDirectoryUser,
  confirm,
  openThePanel,
  type Panel,
  pickAction,
  theDialog,
  untilTold,
  visit,
  untilItIs,
} from './panel';

let panel: Panel;
let page: Page;
let grace: number;

beforeAll(async () => {
  panel = await openThePanel();
  grace = await aDirectoryUser(panel.server, { firstname: 'Grace', lastname: 'Hopper' });
  page = await panel.visitorSignedIn(firstAdmin);
});

afterAll(() => panel?.close());

const type = async (password: string) => {
  await theDialog(page).getByLabel('New password', { exact: false }).first().fill(password);
  await theDialog(page).getByLabel('New password again').fill(password);
};
const isShown = async (criterion: string, state: string) =>
  theDialog(page).getByRole('listitem').filter({ hasText: criterion }).getByLabel(state).waitFor();

describe('a new password for somebody', () => {
  it('is ticked off while it is typed, in light and dark', async () => {
    await visit(page, `users/${grace}`);
    for (const theme of ['light', 'dark'] as const) {
      await inTheme(page, theme);
      await pickAction(page, 'Set password');
      await type('Loud-Hopper');
      await isShown('At least 12 characters', 'Missing:');
      await isShown('No names', 'Missing:');
      await isShown('No common password', 'Not known yet:');
      expect(await accessibilityProblems(page, '[role="dialog"]')).toEqual([]);

      await type('Violet-Anchor-41');
      await isShown('At least 12 characters', 'Met:');
      await isShown('No names', 'Met:');
      await theDialog(page).getByRole('button', { name: 'Cancel' }).click();
    }
  });

  it('that misses something is told beside its field, before it is sent or after', async () => {
    await pickAction(page, 'Set password');
    await type('too-short');
    await confirm(page, 'Set password');
    await theDialog(page).getByText('The password does not have all it needs').waitFor();

    await type('Dragon123456');
    await confirm(page, 'Set password');
    await theDialog(page).getByText('The password is too common').waitFor();
  });

  it('can be one that has to be changed at the next sign-in', async () => {
    await type('Violet-Anchor-41');
    await theDialog(page).getByLabel('A new one has to be chosen at the next sign-in').check();
    await confirm(page, 'Set password');

    await untilTold(page, 'The password of Grace Hopper is set');
    await page.getByText('Awaiting new password', { exact: true }).first().waitFor();
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

it('nothing went wrong that nobody caught', () => expect(panel.errors()).toEqual([]));
