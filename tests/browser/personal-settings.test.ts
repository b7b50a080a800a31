import type { Page } from 'playwright-core';

import { aUser, hook } from '../support';
import { isAccessibleInBothThemes } from './accessibility';
import { confirm, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const NEW = 'Violet-Anchor-42';

const panel = thePanel();
let page: Page;
let person: Awaited<ReturnType<typeof aUser>>;
let nothing: number;
beforeAll(async () => {
  nothing = await hook<number>('roles', { name: 'Nothing', description: '', permissions: [] });
  person = await aUser({ roles: [nothing] });
});
beforeEach(async () => {
  page = await panel.atWork(person);
});

const open = async (at: Page = page) => {
  await visit(at, '../gatehouse-me');
  await at.getByRole('heading', { name: 'Personal settings' }).waitFor();
};
const choose = async (at: Page, field: string, text: string, option: string) => {
  await at.getByRole('combobox', { name: field }).pressSequentially(text);
  await at.getByRole('option', { name: option, exact: true }).click();
};
const save = (at: Page = page) => at.getByRole('button', { name: 'Save', exact: true }).click();

it('are in the menu of who may do nothing else, and show what is not theirs to change', async () => {
  await page.goto('/admin');
  await page.getByRole('link', { name: 'Personal settings' }).first().click();
  await page.getByRole('heading', { name: 'Personal settings' }).waitFor();

  await page.getByText(person.email).first().waitFor();
  await page.getByText('Nothing', { exact: true }).waitFor();
  expect(await page.getByRole('textbox', { name: 'E-mail' }).count()).toBe(0);
});

it('keep a name and a mobile, and say beside the field what is no number', async () => {
  await open();
  await page.getByLabel('First name').fill('Augusta');
  await page.getByLabel('Mobile').fill('020 7946 0958');
  await save();
  await page.getByText(/Begin with the country code/).waitFor();

  await page.getByLabel('Mobile').fill('+44 20 7946 0958');
  await save();
  await untilTold(page, 'Your settings are saved');

  await open();
  await untilItIs(() => page.getByLabel('Mobile').inputValue(), '+442079460958');
  await untilItIs(() => page.getByLabel('First name').inputValue(), 'Augusta');
});

it('ask before what was not saved is left', async () => {
  await open();
  await page.getByLabel('First name').fill('Nobody');
  await page.getByRole('link', { name: 'Home' }).first().click();

  await theDialog(page).getByRole('button', { name: 'Cancel' }).click();
  await untilItIs(() => page.getByLabel('First name').inputValue(), 'Nobody');
});

it('change the password for who knows the present one', async () => {
  const user = await aUser({ roles: [nothing] });
  page = await panel.visitorSignedIn(user);
  await open();
  await page.getByLabel('Present password').fill('Wrong-Horse-7');
  await page.locator('input[name="password"]').fill(NEW);
  await page.getByLabel('New password again').fill(NEW);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('This is not your present password').waitFor();

  await page.getByLabel('Present password').fill(user.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await untilTold(page, 'Your password is changed, and your other sessions are ended');

  await open();
  await panel.letsIn({ ...user, password: NEW });
});

it('show where one is signed in, and end all of it but the session at hand', async () => {
  const user = await aUser({ roles: [nothing] });
  await panel.letsIn(user);
  const another = await panel.visitorSignedIn(user);
  page = await panel.visitorSignedIn(user);
  await open();
  const card = page.getByRole('region', { name: 'Sessions', exact: true });
  await card.getByText('This session').waitFor();
  expect(await card.getByText('This session').count()).toBe(1);
  await card
    .getByRole('button', { name: /^End the session of Chrome/ })
    .first()
    .click();
  await confirm(page, 'End session');
  await untilTold(page, 'The session has ended');

  await card.getByRole('button', { name: 'End all other sessions' }).click();
  await theDialog(page).getByText('You are signed out everywhere but here.', { exact: false }).waitFor();
  await confirm(page, 'End all other sessions');
  await untilTold(page, 'All your other sessions have ended');

  await untilItIs(() => card.getByRole('button', { name: /^End the session of/ }).count(), 0);
  await card.getByText('Ended by the user').first().waitFor();
  await another.goto('/admin');
  await another.getByRole('button', { name: 'Login' }).waitFor();
  await open();
});

it('set the time zone and the locale in which every date is shown', async () => {
  const admin = await panel.atWork();
  await open(admin);
  await choose(admin, 'Time zone', 'Tokyo', 'Asia/Tokyo');
  await choose(admin, 'Locale', 'German', 'German (de)');
  await save(admin);
  await untilTold(admin, 'Your settings are saved');

  await visit(admin, 'login-history');
  const time = admin.getByRole('table').getByRole('time').or(admin.locator('table time')).first();
  await time.waitFor();
  const shown = await time.textContent();
  const moment = new Date((await time.getAttribute('datetime')) ?? '');
  const expected = new Intl.DateTimeFormat('de', {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(moment);
  expect(shown).toBe(expected);
  expect(await time.getAttribute('title')).toMatch(/UTC$/);
});

it('have nothing against them by axe, in light and dark', async () => {
  await open();
  await page.getByLabel('First name').waitFor();
  await isAccessibleInBothThemes(page);
});
