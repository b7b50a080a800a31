import type { Page } from 'playwright-core';

import { ARTICLE, dacGroupsAt } from '../features/dac-groups/vocabulary';
import { shared } from '../features/vocabulary';
import { accessibilityProblems } from './accessibility';
import { confirm, rowWith, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
const words = shared;
const dac = dacGroupsAt(words);

it('adds a group, says what is wrong with a code, renames it, and deletes it while nobody holds it', async () => {
  await visit(page, 'dac-groups');
  await page.getByText('No DAC groups yet').waitFor();
  await page.getByRole('button', { name: 'Add group' }).click();
  const dialog = theDialog(page);
  await dialog.getByRole('textbox', { name: 'Code' }).fill('North Sea');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('North Sea');
  await confirm(page, 'Save');
  await dialog.getByText('1 to 64 of letters, digits', { exact: false }).waitFor();
  await dialog.getByRole('textbox', { name: 'Code' }).fill('north-sea');
  await confirm(page, 'Save');
  await untilTold(page, 'The group north-sea was saved');
  await rowWith(page, 'north-sea').getByText('0 users').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'Rename north-sea' }).click();
  expect(await dialog.getByRole('textbox', { name: 'Code' }).isDisabled()).toBe(true);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Oil & gas');
  await confirm(page, 'Save');
  await rowWith(page, 'north-sea').getByText('Oil & gas').waitFor();

  await page.getByRole('searchbox').or(page.getByPlaceholder('Code or name')).first().fill('oil');
  await page.waitForURL(/_q=oil/);
  await rowWith(page, 'north-sea').waitFor();
  await page.getByRole('button', { name: 'Delete north-sea' }).click();
  await confirm(page, 'Delete');
  await untilTold(page, 'The group north-sea was deleted');
  await page.getByText('No group matches').waitFor();
});

it('gives groups to a user by keyboard alone, counts them, and leads from the count to who holds them', async () => {
  const user = await words.aUser({ firstname: 'Nora', lastname: 'Nordby' });
  const [one, two] = [await dac.aGroup('oslo', 'Oslo office'), await dac.aGroup('bergen', 'Bergen office')];
  await visit(page, `users/${user.id}/dac-groups`);
  await page.getByText('No groups: on the condition').waitFor();

  const picker = page.getByRole('combobox', { name: 'Add a group' });
  await picker.focus();
  for (const { code } of [one, two]) {
    const found = page.waitForResponse((response) => response.url().endsWith(`_q=${code.slice(0, 4)}`));
    await page.keyboard.type(code.slice(0, 4));
    await found;
    await page.getByRole('option', { name: code }).waitFor();
    expect(await page.getByText('No group matches').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.locator('[role=option][data-highlighted]').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Take ${code} away` }).waitFor();
    await untilItIs(() => picker.inputValue(), '');
  }
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await untilTold(page, 'The DAC groups of Nora Nordby were saved');
  expect(await dac.codesOf(user)).toEqual(['bergen', 'oslo']);

  await page.getByRole('button', { name: 'Take oslo away' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByText('First Admin changed the DAC groups').first().waitFor();
  await page.getByText('bergen, oslo').first().waitFor();
  expect(await dac.codesOf(user)).toEqual(['bergen']);

  await visit(page, 'dac-groups');
  await page.getByRole('button', { name: 'Delete bergen' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByText('Users hold this group. Take it from them first.').waitFor();
  expect(await question.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
  await question.getByRole('link', { name: '1 user' }).click();
  await page.getByText('DAC group is bergen').waitFor();
  await rowWith(page, 'Nordby').waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
});

it("shows an editor in Strapi's Content Manager the entries of their groups alone", async () => {
  const role = await words.aRole();
  await dac.permitOn(role.id, { actions: ['read'] });
  const editor = await words.aUser({ roles: [role.id] });
  const mine = await dac.aGroup('mine', 'Mine');
  await dac.anArticle({ title: 'For my eyes', dacGroup: 'mine' });
  await dac.anArticle({ title: 'For other eyes', dacGroup: 'theirs' });
  await dac.give(editor, [mine]);
  const theirs = await panel.visitorSignedIn(editor);

  await theirs.goto(`/admin/content-manager/collection-types/${ARTICLE}`);

  await rowWith(theirs, 'For my eyes').waitFor();
  expect(await rowWith(theirs, 'For other eyes').count()).toBe(0);
});
