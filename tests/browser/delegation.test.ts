import type { Page } from 'playwright-core';

import { delegationsAt, TIMESHEETS } from '../features/delegations/vocabulary';
import { shared } from '../features/vocabulary';
import { accessibilityProblems } from './accessibility';
import { confirm, rowWith, theDialog, thePanel, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
const words = shared;
const delegations = delegationsAt(words);

it('lets a user act for another, tells of it at both, changes it for everything, and ends it', async () => {
  const ada = await words.aUser({ firstname: 'Ada', lastname: 'Adler' });
  const bob = await words.aUser({ firstname: 'Bob', lastname: 'König' });
  const may = (purpose: string) => delegations.canActFor({ userId: ada.id }, { userId: bob.id }, purpose);
  await visit(page, `users/${ada.id}/delegation`);
  await page.getByText('Ada Adler acts for nobody but themself.').waitFor();

  await page.getByRole('button', { name: 'Add delegation' }).click();
  const dialog = theDialog(page);
  await confirm(page, 'Save');
  await dialog.getByText('This field is required').first().waitFor();
  expect(await dialog.getByText('This field is required').count()).toBe(2);
  await dialog.getByRole('combobox', { name: 'User' }).click();
  await page.keyboard.type('koenig, bob');
  await page.getByRole('option', { name: 'Bob König' }).click();
  const purpose = dialog.getByRole('textbox', { name: 'Purpose' });
  await purpose.fill('approve timesheets');
  await confirm(page, 'Save');
  await dialog.getByText('Letters, digits and', { exact: false }).waitFor();
  await purpose.fill(TIMESHEETS);
  await confirm(page, 'Save');
  await untilTold(page, `Ada Adler may act for ${bob.email}`);
  await rowWith(page, bob.email).getByText('In force').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect([await may(TIMESHEETS), await may('sign-contracts')]).toEqual([true, false]);

  await page.getByRole('button', { name: `Change the delegation for ${bob.email}` }).click();
  await dialog.getByRole('checkbox', { name: 'For everything' }).check();
  expect(await purpose.count()).toBe(0);
  await confirm(page, 'Save');
  await rowWith(page, bob.email).getByText('For everything').waitFor();
  expect(await may('sign-contracts')).toBe(true);

  await page.getByRole('link', { name: bob.email }).click();
  await page.getByRole('region', { name: 'Who may act for Bob König' }).waitFor();
  await page.getByRole('link', { name: ada.email }).click();
  await page.getByRole('button', { name: `End the delegation for ${bob.email}` }).click();
  await confirm(page, 'End');
  await page.getByText('Ada Adler acts for nobody but themself.').waitFor();
  expect(await may('sign-contracts')).toBe(false);

  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByText('First Admin ended a delegation').waitFor();
  await page.getByText(`${ada.email} → ${bob.email}`).first().waitFor();
});

it('offers nothing to change to who may only look, and no delegation to oneself', async () => {
  const role = await words.aRole(['users.read', 'delegations.read']);
  const viewer = await words.aUser({ roles: [role.id] });
  const ada = await words.aUser();
  await delegations.aDelegation(ada, { resource: 'cost-centre:4711', purpose: null });
  const theirs = await panel.visitorSignedIn(viewer);

  await visit(theirs, `users/${ada.id}/delegation`);
  await rowWith(theirs, 'cost-centre:4711').waitFor();
  expect(await theirs.getByRole('button', { name: /delegation/ }).count()).toBe(0);

  await words.permit(role.id, ['users.read', 'delegations.read', 'delegations.update']);
  await theirs.reload();
  await theirs.getByRole('button', { name: 'Add delegation' }).waitFor();
  await visit(theirs, `users/${viewer.id}/delegation`);
  await theirs.getByText('acts for nobody but themself', { exact: false }).waitFor();
  expect(await theirs.getByRole('button', { name: 'Add delegation' }).count()).toBe(0);
});
