import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Page } from 'playwright-core';

import { apiOnlyAt, FIND } from '../features/api-keys/api-only';
import { shared } from '../features/vocabulary';
import { anEmail } from '../support';
import { en } from '../support/texts';
import { confirm, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});
const words = shared;
const { give } = apiOnlyAt(words);

const says = () => page.locator('main p[aria-live=polite]').innerText();
const shown = (label: string) => theDialog(page).getByLabel(label, { exact: true }).innerText();
const copied = () => page.evaluate(() => navigator.clipboard.readText());
/** What a shell makes of a command that the panel shows. */
const run = async (command: string) =>
  JSON.parse((await promisify(execFile)('sh', ['-c', `${command} --silent`])).stdout) as Record<
    string,
    unknown
  >;

const aReader = async () => {
  const role = await words.aRole();
  await give(role, [FIND]);
  return role;
};
const choose = async (field: string, option: string) => {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
};

it('adds an API-only user by its own address, and goes on to a key with a command that works', async () => {
  const { name } = await aReader();
  const email = anEmail('importer');
  await visit(page, 'users/create?type=api-only');
  await page.getByLabel('Name', { exact: true }).fill('Nightly import');
  await page.getByRole('textbox', { name: 'Contact e-mail' }).fill(email);
  await choose('Roles', name);
  expect(await says()).toBe(en['users.add.next.api-key']);
  for (const label of ['First name', 'Mobile', 'Time zone', 'Locale', 'Send a welcome e-mail'])
    expect(await page.getByLabel(label).count()).toBe(0);
  await page.getByRole('button', { name: 'Save' }).click();

  await theDialog(page).getByText('A new key for Nightly import').waitFor();
  // As after a reload, until nobody wants it any more.
  await page.reload();
  await theDialog(page).getByLabel('Description').fill('Nightly import');
  await confirm(page, 'Make the key');
  const key = await shown('New key');
  const command = await shown(en['api-key.example']);
  expect(command).toContain(`Authorization: Bearer ${key}`);
  expect(await run(command)).toMatchObject({ data: expect.any(Array) });

  await theDialog(page).getByRole('button', { name: 'Copy: Try it' }).press('Enter');
  await untilItIs(copied, command);
  await confirm(page, 'Done');
  await theDialog(page).waitFor({ state: 'detached' });
  expect(page.url()).not.toContain('new=');
  await page.getByRole('gridcell', { name: 'Nightly import', exact: true }).waitFor();
});

it('goes on to an OAuth client, with all that gets a token', async () => {
  const email = anEmail('warehouse');
  await visit(page, 'users/create?type=api-only');
  await page.getByRole('textbox', { name: 'Contact e-mail' }).fill(email);
  await choose('Authentication', 'OAuth 2.0 client credentials');
  expect(await says()).toBe(en['users.add.next.oauth-client']);
  await page.getByRole('button', { name: 'Save' }).click();

  await theDialog(page).getByLabel('Description').fill('Warehouse');
  await confirm(page, 'Make the client');
  const [id, secret, url] = [await shown('Client ID'), await shown('New secret'), await shown('Token URL')];
  const command = await shown(en['oauth-client.example']);
  expect(command).toBe(`curl -u '${id}:${secret}' -d grant_type=client_credentials '${url}'`);
  expect(await run(command)).toMatchObject({ access_token: expect.any(String), token_type: 'Bearer' });
  await confirm(page, 'Done');
});

it('keeps what was typed when the kind of user is changed, and says what will happen', async () => {
  await visit(page, 'users/create');
  expect(await says()).toMatch(/^The user cannot sign in until you set a password or send the invitation/);
  await page.getByLabel('First name').fill('Ada');
  expect(await says()).toMatch(/^Ada cannot sign in until/);
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.test');
  await page.getByRole('checkbox', { name: 'Send a welcome e-mail' }).check();
  expect(await says()).toBe('Ada will get an e-mail with a link to set a password.');

  // By keyboard, as any radio buttons.
  await page.getByRole('radio', { name: 'Panel user' }).press('ArrowRight');
  await page.getByRole('radio', { name: 'API-only user', checked: true }).waitFor();
  expect(await says()).toBe(en['users.add.next.api-key']);
  expect(await page.getByRole('textbox', { name: 'Contact e-mail' }).inputValue()).toBe('ada@example.test');

  await page.getByRole('radio', { name: 'Panel user' }).check();
  expect(await page.getByLabel('First name').inputValue()).toBe('Ada');
  expect(await page.getByRole('checkbox', { name: 'Send a welcome e-mail' }).isChecked()).toBe(true);
});

it('leaves out of a program what was typed of a person', async () => {
  const email = anEmail('robot');
  await visit(page, 'users/create');
  await page.getByLabel('First name').fill('Ada');
  await page.getByRole('radio', { name: 'API-only user' }).check();
  await page.getByRole('textbox', { name: 'Contact e-mail' }).fill(email);
  await page.getByRole('button', { name: 'Save' }).click();

  await untilTold(page, `${email} was added`);
  await confirm(page, 'Cancel');
  await page.getByRole('tab', { name: 'Profile' }).click();
  await page.getByLabel('Name', { exact: true }).waitFor();
  expect(await page.getByText(en['field.roles.hint']).count()).toBe(0);
  expect(await page.getByText('Failed tries').count()).toBe(0);
});
