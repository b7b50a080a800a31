import type { Page } from 'playwright-core';

import { roleGroupsAt } from '../features/role-groups/vocabulary';
import { shared, succeed } from '../features/vocabulary';
import { accessibilityProblems } from './accessibility';
import { confirm, rowWith, theDialog, thePanel, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
const words = shared;
const groups = roleGroupsAt(words);

const choose = async (field: string, ...names: string[]) => {
  await page.getByRole('combobox', { name: field }).click();
  for (const name of names) await page.getByRole('option', { name, exact: true }).click();
  await page.keyboard.press('Escape');
};

it('makes a group, gives it to a user, says where each role is from, and deletes it with the roles it gave', async () => {
  await visit(page, 'role-groups');
  await page.getByText('No role groups yet').waitFor();
  await page.getByRole('button', { name: 'Add group' }).click();
  await theDialog(page).getByRole('textbox', { name: 'Name' }).fill('Newsroom');
  await choose('Roles', 'Author', 'Editor');
  await confirm(page, 'Save');
  await untilTold(page, 'The group Newsroom was saved');
  await rowWith(page, 'Newsroom').getByText('Author, Editor').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  const user = await words.aUser({
    firstname: 'Nora',
    lastname: 'Nordby',
    roles: [await words.roleId('strapi-editor')],
  });
  await visit(page, `users/${user.id}`);
  await choose('Role groups', 'Newsroom');
  const sources = page.getByRole('list', { name: 'Roles altogether' });
  await sources.getByText('Author, from group Newsroom').waitFor();
  await sources.getByText('Editor, directly and from Newsroom').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await untilTold(page, 'Nora Nordby was saved');
  expect(await groups.nativeRolesOf(user)).toEqual(['Author', 'Editor']);

  await words.gatehouse.put(`/users/${user.id}`, { body: { roles: [] } });
  const author = await words.roleId('strapi-author');
  succeed(
    await words.http.put(`/admin/roles/${author}/permissions`, {
      token: await words.superAdmin(),
      body: {
        permissions: [
          {
            action: 'plugin::content-manager.explorer.publish',
            subject: 'api::article.article',
            properties: {},
            conditions: [],
          },
        ],
      },
    }),
  );
  await visit(page, `users/${user.id}/permissions`);
  await page.getByText('from group Newsroom', { exact: false }).first().waitFor();

  await visit(page, 'role-groups');
  await rowWith(page, 'Newsroom').getByRole('link', { name: '1 user' }).click();
  await page.getByText('Role group is Newsroom').waitFor();
  await rowWith(page, 'Nordby').waitFor();
  await visit(page, 'role-groups');
  await page.getByRole('button', { name: 'Delete Newsroom' }).click();
  await theDialog(page).or(page.getByRole('alertdialog')).getByText('1 user loses the roles').waitFor();
  await confirm(page, 'Delete');
  await untilTold(
    page,
    'Panel users in the group would be left without any role. Give them another one first.',
  );
  succeed(await words.gatehouse.put(`/users/${user.id}`, { body: { roles: [author] } }));
  await page.getByRole('button', { name: 'Delete Newsroom' }).click();
  await confirm(page, 'Delete');
  await untilTold(page, 'The group Newsroom was deleted');
  expect(await groups.nativeRolesOf(user)).toEqual(['Author']);
});
