import type { Page } from 'playwright-core';

import { aDirectoryUser, confirm, rowWith, theDialog, thePanel, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
beforeAll(async () => {
  for (let turn = 0; turn < 12; turn += 1)
    await aDirectoryUser({ firstname: `Crew${turn}`, lastname: 'Member' });
});

const bar = () => page.getByRole('region', { name: 'Selected users' });
const tick = (name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).click();
const act = (action: string) => bar().getByRole('button', { name: action, exact: true }).click();
/** The cross at the top is called the same. */
const close = () => theDialog(page).getByRole('button', { name: 'Close', exact: true }).last().click();
const tickThePage = () => page.getByRole('checkbox', { name: /^Select all/ }).click();

it('keeps what is ticked while pages are turned, and does it to all of them', async () => {
  await visit(page, 'users?pageSize=10&sort=email:ASC');
  await tick('Crew0 Member');
  await tick('Crew1 Member');
  await page.getByRole('link', { name: 'Go to page 2' }).click();
  await tick('Crew8 Member');
  await bar().getByText('3 users selected').waitFor();

  await act('Lock');
  const dialog = theDialog(page);
  await dialog.getByText('Lock 3 users').waitFor();
  await dialog.getByText('Crew0 Member, Crew1 Member, Crew8 Member').waitFor();
  await dialog.getByLabel('Reason').fill('a drill');
  await confirm(page, 'Lock');

  await untilTold(page, '3 users are locked');
  await rowWith(page, 'crew8.member').getByText('Locked by admin').waitFor();
  await bar().waitFor({ state: 'detached' });
});

it('says who was left out, and why', async () => {
  await visit(page, 'users?sort=email:ASC&pageSize=20');
  await tick('First Admin');
  await tick('Crew2 Member');
  await act('Disable');
  await theDialog(page).getByText('This will be done for 1 of 2 users.').waitFor();
  await theDialog(page).getByText('Your own user stays as it is').waitFor();
  await confirm(page, 'Disable');

  const dialog = theDialog(page);
  await dialog.getByText('Done for 1 of 2 users.').waitFor();
  await dialog.getByText('You cannot do this to your own user').waitFor();
  await close();
  await rowWith(page, 'crew2.member').getByText('Disabled').waitFor();
});

it('does it to all that match, and shows how far it is', async () => {
  await visit(page, 'users?pageSize=10&_q=crew');
  await tickThePage();
  await bar().getByRole('button', { name: 'Select all 12 that match' }).click();
  await bar().getByText('All 12 users that match are selected').waitFor();
  await act('Unlock');
  await theDialog(page).getByText('This will be done for 3 of 12 users.').waitFor();
  await theDialog(page)
    .getByText('9 are so already')
    .or(theDialog(page).getByText('9 are in a state'))
    .waitFor();
  await confirm(page, 'Unlock');

  // Those who were locked above.
  await theDialog(page).getByText('Done for 3 of 12 users.').waitFor();
  await close();
  await rowWith(page, 'crew0.member').getByText('Provisioned').waitFor();
});

it('goes on where nothing could be foreseen', async () => {
  await page.route('**/gatehouse/users/bulk/preview', (route) => route.abort());
  await visit(page, 'users?_q=crew5');
  await tick('Crew5 Member');
  await act('Lock');
  await theDialog(page).getByText('You can go on all the same', { exact: false }).waitFor();
  await confirm(page, 'Lock');

  await untilTold(page, '1 user is locked');
});

it('gives a role, and asks for one first', async () => {
  await visit(page, 'users?_q=crew3');
  await tick('Crew3 Member');
  await act('Assign role');
  await confirm(page, 'Assign role');
  await theDialog(page).getByText('This field is required').waitFor();
  await theDialog(page).getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Author' }).click();
  await confirm(page, 'Assign role');

  await untilTold(page, '1 user has the role');
  await rowWith(page, 'crew3.member').getByText('Author, Editor').waitFor();
});

it('asks before it deletes, and says that it is final', async () => {
  await visit(page, 'users?_q=crew4');
  await tick('Crew4 Member');
  await act('Delete');
  await theDialog(page)
    .getByText(/This cannot be undone/)
    .waitFor();
  await confirm(page, 'Delete');

  await untilTold(page, '1 user is deleted');
  await page.getByText('No users match').waitFor();
});
