import type { Page } from 'playwright-core';

import { shared, succeed } from '../features/vocabulary';
import { anAppWith, mfaAt } from '../features/mfa/vocabulary';
import { DIALOG, isAccessibleInBothThemes } from './accessibility';
import {
  confirm,
  pickAction,
  signInAs,
  theDialog,
  thePanel,
  untilIn,
  untilItIs,
  untilTold,
  visit,
} from './panel';
import { appOn, codeField, signOut, whoNeedsOne } from './second-factor';

const { aUser, clock, putBack } = shared;
const mfa = mfaAt(shared);
const panel = thePanel();
// The time.
afterEach(() => putBack());

/** Somebody with an app, set up in a browser that is not looked at. */
const whoHasAnApp = async () => {
  const person = await shared.aUserAtWork();
  const { data } = succeed(await mfa.own(person).post('/totp', { password: person.password })).body;
  const code = anAppWith(data.secret).codeAt(await clock.now());
  const { body } = succeed(await mfa.own(person).post('/totp/confirm', { code, name: 'My phone' }));
  return { ...person, codes: body.data.recoveryCodes as string[] };
};

/** Sets an app up in the personal settings; gives what it takes to sign in from then on. */
const setUp = async (page: Page, { password }: { password: string }) => {
  await visit(page, '../gatehouse-me');
  await page.getByRole('button', { name: 'Add an authenticator app' }).click();
  await theDialog(page).getByLabel('Present password').fill(password);
  await confirm(page, 'Next');
  await theDialog(page).locator('img').waitFor();
  const app = await appOn(page);
  await codeField(page).fill(app.codeAt(await clock.now()));
  await theDialog(page).getByLabel('Name').fill('My phone');
  await confirm(page, 'Add');
  await theDialog(page).getByRole('heading', { name: 'Recovery codes' }).waitFor();
  const codes = await theDialog(page).getByRole('listitem').allTextContents();
  await confirm(page, 'I have kept them');
  return { ...app, codes };
};

it('is set up in the personal settings, asked for at the sign-in, and taken away again', async () => {
  const person = await aUser();
  const page = await panel.visitorSignedIn(person);
  const app = await setUp(page, person);
  expect(app.codes).toHaveLength(10);
  await page.getByRole('list', { name: 'Factors' }).getByText('My phone').waitFor();
  await page.getByText('10 recovery codes are left.').waitFor();

  const other = await panel.aVisitor();
  await signInAs(other, person);
  await theDialog(other).getByRole('heading', { name: 'Second factor' }).waitFor();
  await untilItIs(() => codeField(other).getAttribute('autocomplete'), 'one-time-code');
  await untilItIs(() => codeField(other).evaluate((field) => document.activeElement === field), true);
  await codeField(other).fill('000000');
  await confirm(other, 'Sign in');
  await theDialog(other).getByText('This code is not right').waitFor();
  await codeField(other).fill(await app.nextCode());
  await other.keyboard.press('Enter');
  await untilIn(other);

  await page.getByRole('button', { name: 'Remove My phone' }).click();
  await theDialog(page).getByLabel('Present password').fill(person.password);
  await confirm(page, 'Remove');
  await page.getByText('You have no second factor yet.').waitFor();
  await panel.letsIn(person);
});

it('can be left, takes a recovery code instead, and trusts the browser then', async () => {
  const person = await whoHasAnApp();
  const page = await panel.aVisitor();
  await signInAs(page, person);
  await theDialog(page).getByRole('heading', { name: 'Second factor' }).waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await theDialog(page).waitFor({ state: 'detached' });
  await untilItIs(() => page.getByLabel('Email').inputValue(), person.email);

  await signInAs(page, person);
  await theDialog(page).getByRole('button', { name: 'Use a recovery code' }).click();
  await theDialog(page)
    .getByLabel('Recovery code')
    .fill(person.codes[0] ?? '');
  await theDialog(page).getByLabel('Trust this browser for 30 days').check();
  await confirm(page, 'Sign in');
  await untilIn(page);

  await signOut(page);
  await signInAs(page, person);
  await untilIn(page);
  await visit(page, '../gatehouse-me');
  await page.getByText('9 recovery codes are left.').waitFor();
  await page
    .getByRole('list', { name: 'Trusted browsers' })
    .getByText(/Chrome/)
    .waitFor();
  await page.getByRole('button', { name: 'Trust none any more' }).click();
  await untilTold(page, 'No browser is trusted any more');
});

it('is set up before the first page where it is required', async () => {
  const person = await whoNeedsOne();
  const page = await panel.aVisitor();
  await signInAs(page, person);
  await theDialog(page).getByRole('heading', { name: 'Set up a second factor' }).waitFor();
  await theDialog(page).locator('img').waitFor();
  const app = await appOn(page);
  await isAccessibleInBothThemes(page, DIALOG);

  await codeField(page).fill('000000');
  await confirm(page, 'Set up and sign in');
  await theDialog(page).getByText('This code is not right').waitFor();
  await codeField(page).fill(app.codeAt(await clock.now()));
  await confirm(page, 'Set up and sign in');

  await theDialog(page).getByRole('heading', { name: 'Recovery codes' }).waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await confirm(page, 'I have kept them');
  await untilIn(page);
});

it('is seen, required and reset by an admin', async () => {
  const person = await whoHasAnApp();
  const admin = await panel.atWork();
  await visit(admin, `users/${person.id}/mfa`);
  await admin.getByRole('list', { name: 'Factors' }).getByText('My phone').waitFor();
  await admin.getByText('The user may come in without one.').waitFor();

  await admin.getByRole('combobox', { name: 'Second factor required' }).click();
  await admin.getByRole('option', { name: 'Required', exact: true }).click();
  await admin.getByText('The user has to have a second factor.').waitFor();
  await pickAction(admin, 'Reset second factor');
  await confirm(admin, 'Reset second factor');
  await admin.getByText('The user has none.').waitFor();

  // The password is not enough to set up another one: a code by mail, or the one that the admin makes.
  await admin.getByRole('button', { name: 'Make a code' }).click();
  const code = (await theDialog(admin).getByLabel('New code').textContent()) ?? '';
  await isAccessibleInBothThemes(admin, DIALOG);
  await confirm(admin, 'Done');
  await admin.getByText('There is one that works until:').waitFor();
  const page = await panel.aVisitor();
  await signInAs(page, person);
  await theDialog(page).getByRole('heading', { name: 'Show that it is you' }).waitFor();
  await theDialog(page).getByText(/•••@/).waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await theDialog(page).getByRole('button', { name: 'Use a code from an administrator' }).click();
  await theDialog(page).getByLabel('Code from an administrator').fill('nonsense');
  await confirm(page, 'Go on');
  await theDialog(page).getByText('This code is not right').waitFor();
  await theDialog(page).getByLabel('Code from an administrator').fill(code);
  await confirm(page, 'Go on');
  await theDialog(page).getByRole('heading', { name: 'Set up a second factor' }).waitFor();
  const app = await appOn(page);
  await codeField(page).fill(app.codeAt(await clock.now()));
  await confirm(page, 'Set up and sign in');
  await confirm(page, 'I have kept them');
  await untilIn(page);
});
