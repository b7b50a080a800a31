import type { Page } from 'playwright-core';

import { accountsAt } from '../features/accounts/vocabulary';
import { shared } from '../features/vocabulary';
import { accessibilityProblems } from './accessibility';
import { confirm, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
const words = shared;
const accounts = accountsAt(words);
afterEach(() => accounts.clear());

/** By its name, whatever stands behind it. */
const item = (name: string) =>
  page.getByRole('treeitem', { name: new RegExp(`^${name}( \\d|$| Admin| Viewer)`) });
const named = (label: string | null) => label?.replace(/ \d+ users?$/, '');
const shown = async () =>
  (
    await page.getByRole('treeitem').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')))
  ).map(named);
const focused = async () =>
  named(
    await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null,
    ),
  );
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

const aTree = async () => {
  const acme = await accounts.anAccount(null, 'Acme');
  const europe = await accounts.anAccount(acme, 'Europe');
  const berlin = await accounts.anAccount(europe, 'Berlin');
  const asia = await accounts.anAccount(acme, 'Asia');
  const beta = await accounts.anAccount(null, 'Beta');
  return { acme, europe, berlin, asia, beta };
};

it('is begun where there is none, and has accounts added, renamed and deleted', async () => {
  await visit(page, 'accounts');
  await page.getByText('There are no accounts yet', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Add account' }).first().click();
  await theDialog(page).getByLabel('Name').fill('Acme');
  await confirm(page, 'Add');
  await item('Acme').waitFor();

  await page.getByRole('button', { name: 'Actions for Acme' }).click();
  await page.getByRole('menuitem', { name: 'Add an account below' }).click();
  await theDialog(page).getByLabel('Name').fill('Europe');
  await confirm(page, 'Add');
  await untilTold(page, 'Europe was added');

  await item('Acme').focus();
  await press('F2');
  await theDialog(page).getByLabel('Name').fill('Acme Ltd');
  await confirm(page, 'Save');
  await item('Acme Ltd').waitFor();

  await item('Acme Ltd').focus();
  await press('Delete');
  await confirm(page, 'Delete');
  await page.getByText('Accounts lie below this one', { exact: false }).first().waitFor();
});

it('is walked through with the keys of a tree', async () => {
  await aTree();
  await visit(page, 'accounts');
  await item('Acme').focus();

  await press('ArrowRight');
  await untilItIs(shown, ['Acme', 'Europe', 'Asia', 'Beta']);
  await press('ArrowRight', 'ArrowRight', 'ArrowRight');
  await untilItIs(focused, 'Berlin');
  await press('ArrowLeft');
  await untilItIs(focused, 'Europe');
  await press('End');
  await untilItIs(focused, 'Beta');
  await press('Home');
  await untilItIs(focused, 'Acme');
  await press('b');
  await untilItIs(focused, 'Berlin');
  await press('b');
  await untilItIs(focused, 'Beta');
});

it('is searched, what is found with what is above it', async () => {
  await aTree();
  await visit(page, 'accounts');
  await page.getByLabel('Search accounts').fill('berl');

  await untilItIs(shown, ['Acme', 'Europe', 'Berlin']);
});

it('has an account moved by a dialog, with the keyboard alone, and by dragging', async () => {
  const { beta, asia, acme } = await aTree();
  const parentOf = async (id: number) => (await accounts.tree()).find((one) => one.id === id)?.parent;
  await visit(page, 'accounts');
  await item('Beta').focus();
  await press('Tab');
  await untilItIs(focused, 'Actions for Beta');
  await press('Enter');
  await page.getByRole('menuitem', { name: 'Move to…' }).waitFor();
  await page.getByRole('menuitem', { name: 'Move to…' }).press('Enter');
  const dialog = theDialog(page);
  await dialog.getByRole('treeitem', { name: 'Acme' }).focus();
  await press('Space');
  await dialog.getByRole('button', { name: 'Move', exact: true }).waitFor();
  expect(await accessibilityProblems(page, '[role=dialog]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await untilTold(page, 'Beta was moved');
  expect(await parentOf(beta)).toBe(acme);

  await item('Acme').focus();
  await press('ArrowRight');
  await item('Asia').dragTo(item('Europe'));
  await untilTold(page, 'Asia was moved');
  const tree = await accounts.tree();
  expect(await parentOf(asia)).toBe(tree.find(({ name }) => name === 'Europe')?.id);
});

it('leads to the users of an account and those below, and the list is filtered by one', async () => {
  const { acme, berlin } = await aTree();
  const person = await words.aUser({ firstname: 'Lise', lastname: 'Meitner' });
  await accounts.place(person, [{ account: berlin }]);
  await visit(page, 'accounts');

  await page.getByRole('link', { name: '1 user in Acme and below' }).click();

  await page.waitForURL((url) => url.search.includes(`[account]`) && url.search.endsWith(String(acme)));
  await page.getByText('1 user', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Account is Acme', exact: false }).waitFor();
});

it('is ticked on the page of a user, as admin or viewer, and asks before what is not saved is left', async () => {
  const { berlin, acme } = await aTree();
  const person = await words.aUser({ firstname: 'Lise', lastname: 'Meitner' });
  await accounts.place(person, [{ account: berlin, role: 'admin' }]);
  await visit(page, `users/${person.id}/accounts`);

  await untilItIs(() => item('Berlin').getAttribute('aria-checked'), 'true');
  await item('Acme').focus();
  await press('Space');
  await page.getByRole('combobox', { name: 'Role in Berlin' }).click();
  await page.getByRole('option', { name: 'Viewer' }).click();
  // What was chosen waits in its tab, and is saved from any other.
  await page.getByRole('tab', { name: 'Profile' }).click();
  await page.getByRole('tab', { name: 'Access Not saved yet' }).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await untilTold(page, 'The accounts of Lise Meitner were saved');

  expect((await accounts.accountsOf(person)).sort()).toEqual(
    [
      [acme, 'viewer'],
      [berlin, 'viewer'],
    ].sort(),
  );
});

it('is chosen for who is invited', async () => {
  const { europe } = await aTree();
  await visit(page, 'users');
  await page.getByRole('button', { name: 'Invite', exact: false }).first().click();
  const dialog = theDialog(page);
  await dialog.getByLabel('E-mail addresses', { exact: false }).fill('hedy@example.test');
  await dialog.getByRole('combobox', { name: 'Roles' }).click();
  await page.getByRole('option', { name: 'Editor' }).click();
  await press('Escape');
  await dialog.getByRole('combobox', { name: 'Accounts' }).click();
  await page.keyboard.type('Euro');
  await page.getByRole('option', { name: 'Acme › Europe', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Role in Acme › Europe' }).waitFor();
  expect(await dialog.getByRole('combobox', { name: 'Accounts' }).inputValue()).toBe('');
  await confirm(page, 'Send invitations');
  await dialog.getByText('1 user was invited').waitFor();

  const { id } = await words.entryOf('hedy@example.test');
  expect(await accounts.accountsOf({ id })).toEqual([[europe, 'admin']]);
});

it('is all that who is limited to it sees', async () => {
  const { acme, berlin, beta } = await aTree();
  const admin = await accounts.aLimitedAdmin([acme]);
  const inside = await words.aUser({ firstname: 'Lise', lastname: 'Within' });
  await accounts.place(inside, [{ account: berlin }]);
  const outside = await words.aUser({ firstname: 'Otto', lastname: 'Beyond' });
  await accounts.place(outside, [{ account: beta }]);
  const theirs = await panel.visitorSignedIn(admin);

  await visit(theirs, 'users');
  await theirs.getByText('2 users', { exact: true }).waitFor();
  await theirs.getByText('Within').first().waitFor();
  await visit(theirs, `users/${outside.id}`);
  await theirs.getByText('This user is not there', { exact: false }).waitFor();
  await visit(theirs, 'accounts');
  await theirs.getByText('4 accounts', { exact: true }).waitFor();
});

it('has nothing against it by axe, and opens with a thousand accounts', async () => {
  const { acme } = await aTree();
  await accounts.manyBelow(acme, 1000);
  await visit(page, 'accounts');
  await item('Acme').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await item('Acme').focus();
  await press('ArrowRight');
  await item('Site 0').waitFor();
});
