import type { Page } from 'playwright-core';

import { shared } from '../features/vocabulary';
import { confirm, pickAction, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
const words = shared;

const save = () => page.getByRole('button', { name: 'Save' }).click();

it('says who locked a user out from where, and lifts it with one button', async () => {
  const user = await words.aUser();
  await words.failToSignIn(user, 5, { from: '203.0.113.9' });
  await visit(page, `users/${user.id}`);

  await page.getByText(/^Auto-locked until .+ after 5 failed tries/).waitFor();
  await page.getByText('The last wrong password came from 203.0.113.9.').waitFor();
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await confirm(page, 'Unlock');

  await page.getByText('Can sign in.').waitFor();
  expect(await page.getByRole('button', { name: 'Unlock', exact: true }).count()).toBe(0);
});

describe('a user whom somebody else has saved meanwhile', () => {
  const open = async () => {
    const user = await words.aUser();
    await visit(page, `users/${user.id}`);
    await page.getByLabel('First name').fill('Mine');
    await words.change(user, { lastname: 'Theirs' });
    await save();
    const dialog = theDialog(page);
    await dialog.getByText('First Admin saved this user while you were editing.', { exact: false }).waitFor();
    await dialog.getByText('Theirs', { exact: true }).waitFor();
    return user;
  };

  it('is not written over, and can be loaded', async () => {
    const user = await open();
    expect(await words.read(user)).toMatchObject({ firstname: 'Ada', lastname: 'Theirs' });

    await confirm(page, 'Load theirs');

    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=lastname]')?.value === 'Theirs',
    );
    await untilItIs(() => page.getByLabel('First name').inputValue(), 'Ada');
  });

  it('keeps both changes where one goes on editing', async () => {
    const user = await open();
    await confirm(page, 'Keep editing');
    await untilItIs(() => page.getByLabel('First name').inputValue(), 'Mine');
    await save();

    await untilTold(page, 'Mine Theirs was saved');
    expect(await words.read(user)).toMatchObject({ firstname: 'Mine', lastname: 'Theirs' });
  });
});

it('copies the access of another user, and says what came of it', async () => {
  const role = await words.aRole();
  const source = await words.aUser({ firstname: 'Grace', lastname: 'Hopper', roles: [role.id] });
  const user = await words.aUser();
  await visit(page, `users/${user.id}`);
  await pickAction(page, 'Copy access from another user');
  const dialog = theDialog(page);
  await dialog.getByRole('button', { name: 'Copy access' }).click();
  await dialog.getByText('This field is required').waitFor();
  await dialog.getByRole('combobox', { name: 'Copy from' }).click();
  await page.keyboard.type(source.email);
  await page.getByRole('option', { name: source.email }).click();
  await dialog.getByRole('button', { name: 'Copy access' }).click();

  await untilTold(page, `Ada Byron was given ${role.name}`);
  expect((await words.read(user)).roles.map(({ id }) => id)).toContain(role.id);
});

it('lists open sessions, and ends one, which then stands below with why', async () => {
  const user = await words.aUserAtWork();
  const me = async () =>
    (await words.http.get('/admin/users/me', { token: user.token, from: user.from })).status;
  expect(await me()).toBe(200);
  await visit(page, `users/${user.id}/sessions`);
  await page.getByRole('button', { name: /^End the session of/ }).click();
  await theDialog(page)
    .getByText(/signed out there at once/)
    .waitFor();
  await confirm(page, 'End session');

  await untilTold(page, 'The session of Ada Byron has ended');
  await page.getByText('No open sessions').waitFor();
  expect(await me()).toBe(401);
  const closed = page.getByRole('region', { name: 'Closed sessions' });
  await closed.getByText('Ended by an administrator').waitFor();
  await closed.getByText(user.from).waitFor();
  await closed.getByText('Unknown client').or(closed.getByText('node')).first().waitFor();
});

it('says under the address of a session where that is, if the project knows', async () => {
  const user = await words.aUser();
  await words.signIn({ ...user, from: '192.0.2.7' });
  await words.signIn({ ...user, from: '198.51.100.7' });

  await visit(page, `users/${user.id}/sessions`);

  const cellOf = (address: string) => page.getByRole('gridcell').filter({ hasText: address });
  await cellOf('192.0.2.7').getByText('Springfield, Freedonia', { exact: true }).waitFor();
  expect(await cellOf('198.51.100.7').innerText()).toBe('198.51.100.7');
});

it('shows the time zone and the language that were chosen', async () => {
  const user = await words.aUser();
  await words.change(user, { timeZone: 'Europe/London', locale: 'de-AT' });
  await visit(page, `users/${user.id}`);
  await page.getByRole('heading', { name: 'Language and time' }).waitFor();

  await untilItIs(() => page.getByRole('combobox', { name: 'Time zone' }).inputValue(), 'Europe/London');
  await untilItIs(
    () => page.getByRole('combobox', { name: 'Locale' }).inputValue(),
    'Austrian German (de-AT)',
  );
});

it('keeps how a user is reached', async () => {
  const user = await words.aUser();
  const contact = async () => (await words.gatehouse.get(`/users/${user.id}/contact`)).body.data;
  await words.gatehouse.put(`/users/${user.id}/contact`, { body: { country: 'GB' } });
  await visit(page, `users/${user.id}/contact`);
  await untilItIs(() => page.getByRole('combobox', { name: 'Country' }).inputValue(), 'United Kingdom');

  await page.getByLabel('Town').fill('London');
  await page.getByRole('button', { name: 'Add phone number' }).click();
  await page.getByLabel('Number', { exact: true }).fill('call me');
  await save();
  await page.getByText('Must be a phone number').waitFor();
  await page.getByLabel('Number', { exact: true }).fill('+44 20 7946 0958');
  await save();
  await untilTold(page, 'The contact of Ada Byron was saved');
  expect(await contact()).toMatchObject({
    city: 'London',
    country: 'GB',
    phones: [{ kind: 'work', number: '+442079460958' }],
  });

  await page.getByRole('button', { name: 'Remove phone number 1' }).click();
  await save();
  await page.getByText('No phone numbers').waitFor();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByText('First Admin changed the contact').first().waitFor();
});

it('asks before it lets unsaved changes go', async () => {
  const user = await words.aUser();
  await visit(page, `users/${user.id}`);
  await page.getByLabel('First name').fill('Unsaved');
  await page.getByRole('link', { name: 'Login history' }).click();

  await theDialog(page)
    .getByText(/unsaved changes|will be lost/)
    .waitFor();
  await confirm(page, 'Cancel');
  await untilItIs(() => page.getByLabel('First name').inputValue(), 'Unsaved');
  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    await dialog.accept();
    return dialog.type();
  });
  await page.reload();
  expect(await asked).toBe('beforeunload');
});

describe('what was typed', () => {
  const tab = (name: string) => page.getByRole('tab', { name });

  it('stays in its tab while others are looked at, and is saved from there', async () => {
    const user = await words.aUser();
    await visit(page, `users/${user.id}`);
    await page.getByLabel('First name').fill('Augusta');
    await page.getByLabel('Town').fill('London');
    await tab('Security').click();
    await page.getByRole('button', { name: 'Add rule' }).waitFor();
    await tab('Profile Not saved yet').waitFor();

    await page.getByRole('button', { name: 'Save' }).click();

    await untilTold(page, 'Augusta Byron was saved');
    await page.getByRole('tab', { name: 'Profile', exact: true }).waitFor();
    expect(await words.read(user)).toMatchObject({ firstname: 'Augusta' });
    expect((await words.gatehouse.get(`/users/${user.id}/contact`)).body.data).toMatchObject({
      city: 'London',
    });
  });

  it('leads back to its tab where it is refused', async () => {
    const user = await words.aUser();
    await visit(page, `users/${user.id}`);
    await page.getByRole('textbox', { name: 'E-mail' }).fill('nobody');
    await tab('Security').click();

    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('tab', { name: 'Profile Not saved yet', selected: true }).waitFor();
    await untilItIs(() => page.getByRole('textbox', { name: 'E-mail' }).inputValue(), 'nobody');
    await page.reload();
  });

  it('stays as a note as well', async () => {
    const user = await words.aUser();
    await visit(page, `users/${user.id}/notes`);
    await page.getByRole('textbox', { name: 'Note' }).fill('Called about the keys');
    await tab('Activity').click();
    await tab('Notes').click();

    await untilItIs(() => page.getByRole('textbox', { name: 'Note' }).inputValue(), 'Called about the keys');
  });
});

it('leads back to the list as it was, whichever tabs were opened', async () => {
  const user = await words.aUser();
  await visit(page, `users?_q=${user.email}`);
  await page.getByRole('row').getByRole('link', { name: 'Ada Byron' }).click();
  for (const tab of ['Security', 'Notes', 'Activity']) await page.getByRole('tab', { name: tab }).click();

  await page.getByRole('link', { name: 'Back' }).click();

  await page.waitForURL((url) => url.searchParams.get('_q') === user.email);
});

it.each([
  ['mfa', 'Security', 'Second factor required'],
  ['delegation', 'Access', 'What Ada Byron may act for'],
  ['mails', 'Activity', 'No mail has been sent yet'],
])('opens a link to %s in its tab', async (part, tab, text) => {
  const user = await words.aUser();
  await visit(page, `users/${user.id}/${part}`);

  await page.getByRole('tab', { name: tab, selected: true }).waitFor();
  await page.getByText(text).first().waitFor();
});
