import type { Page } from 'playwright-core';

import { licencesAt } from '../features/licences/vocabulary';
import { shared } from '../features/vocabulary';
import { accessibilityProblems } from './accessibility';
import { confirm, rowWith, theDialog, thePanel, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
const words = shared;
const licences = licencesAt(words);

it('adds a licence with seats, changes it, and deletes it; those that are built in stay', async () => {
  await visit(page, 'licences');
  await rowWith(page, 'Read-only').waitFor();
  expect(await page.getByRole('button', { name: 'Delete Read-only' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Add licence' }).click();
  const dialog = theDialog(page);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Agency');
  await dialog.getByRole('textbox', { name: 'Code' }).fill('full');
  await confirm(page, 'Save');
  await dialog.getByText('Another licence has this code', { exact: false }).waitFor();
  await dialog.getByRole('textbox', { name: 'Code' }).fill('agency');
  await dialog.getByRole('textbox', { name: 'Seats' }).fill('2');
  expect(await accessibilityProblems(page)).toEqual([]);
  await confirm(page, 'Save');
  await untilTold(page, 'The licence Agency was saved');
  await rowWith(page, 'agency').getByText('0 of 2 seats taken').waitFor();

  await page.getByRole('button', { name: 'Edit Agency' }).click();
  expect(await dialog.getByRole('textbox', { name: 'Code' }).isDisabled()).toBe(true);
  await dialog.getByRole('checkbox', { name: 'Only roles that name it' }).check();
  await confirm(page, 'Save');
  await rowWith(page, 'agency').getByText('Only those that name it').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'Delete Agency' }).click();
  await confirm(page, 'Delete');
  await untilTold(page, 'The licence Agency was deleted');
});

it('gives a user a licence; what does not fit says why, and a role says which licences it goes with', async () => {
  const role = await words.aRole();
  const user = await words.aUser({ lastname: 'Byron', roles: [role.id] });
  const licence = await licences.aLicence({ namedRolesOnly: true });

  await visit(page, `users/${user.id}`);
  const field = page.getByRole('combobox', { name: 'Licence' });
  await field.click();
  await page.getByRole('option', { name: `${licence.name}: not with ${role.name}` }).waitFor();
  await page.getByRole('option', { name: 'API: not for this type' }).waitFor();
  await page.keyboard.press('Escape');

  await visit(page, `roles/${role.id}`);
  await page.getByRole('combobox', { name: 'Licences' }).click();
  await page.getByRole('option', { name: licence.name }).click();
  await page.getByRole('option', { name: 'Full' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save' }).click();
  await untilTold(page, `The role ${role.name} was saved`);
  expect(await accessibilityProblems(page)).toEqual([]);

  await visit(page, `users/${user.id}`);
  await field.click();
  await page.getByRole('option', { name: licence.name, exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('was saved').first().waitFor();
  expect((await words.read(user)).licence).toMatchObject({ id: licence.id });

  await visit(page, `users?filters[$and][0][licence][$eq]=${licence.id}&columns=userName,licence`);
  await rowWith(page, user.email).getByText(licence.name).waitFor();
});
