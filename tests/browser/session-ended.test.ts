import type { Page } from 'playwright-core';

import { anEmail, aPassword, firstAdmin } from '../support';
import { anAppWith, mfaAt } from '../features/mfa/vocabulary';
import { shared, succeed } from '../features/vocabulary';
import { DIALOG, isAccessibleInBothThemes } from './accessibility';
import {
  confirm,
  load,
  signInAs,
  theDialog,
  thePanel,
  untilAtTheLogin,
  untilIn,
  untilItIs,
  untilTold,
  visit,
} from './panel';
import { codeField, signOut } from './second-factor';

const { act, aUser, aUserAtWork, clock, entryOf, gatehouse, putBack } = shared;
const panel = thePanel();
afterEach(() => putBack());

type Person = Awaited<ReturnType<typeof aUser>>;

const anAdmin = () => aUser({ roles: ['strapi-super-admin'] });
/** As an admin does it; no word of it reaches the panel. */
const endSessionsOf = async ({ id }: Person) => void succeed(await gatehouse.delete(`/users/${id}/sessions`));

const theStep = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' });
/** What is there of the page, where it is blurred. */
const cover = (page: Page) => page.locator('body:has(> #strapi):has([data-gatehouse="over-cover"])');
/** Whether the step is seen and the page is not, be there an open list or dialog beneath. */
const isCovered = async (page: Page) => {
  expect(await cover(page).count()).toBe(1);
  const seen = await theDialog(page).evaluate((step) => {
    const { left, top, width, height } = step.getBoundingClientRect();
    const at = (x: number, y: number) => document.elementFromPoint(x, y);
    const app = document.getElementById('strapi') as HTMLElement;
    return {
      step: step.contains(at(left + width / 2, top + height / 2)),
      page: !getComputedStyle(app).filter.startsWith('blur'),
    };
  });
  expect(seen).toEqual({ step: true, page: false });
};
const untilGone = async (page: Page) => {
  await theStep(page).waitFor({ state: 'detached' });
  expect(await cover(page).count()).toBe(0);
};
const signInAgain = async (page: Page, password = aPassword, email?: string) => {
  await theStep(page).waitFor();
  if (email !== undefined) await theStep(page).getByLabel('Email or user name').fill(email);
  await theStep(page).getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
};
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).first();

/** A form with a new user in it that is not saved yet. */
const inTheForm = async (page: Page) => {
  const email = anEmail('grace.hopper');
  await visit(page, 'users/create');
  await page.getByLabel('First name').fill('Grace');
  await page.getByLabel('Last name').fill('Hopper');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('combobox', { name: 'Roles' }).click();
  await page.getByRole('option', { name: 'Editor' }).click();
  await page.keyboard.press('Escape');
  return email;
};
const firstName = (page: Page) => page.getByLabel('First name').inputValue();
const isThere = async (email: string) =>
  (await gatehouse.get(`/users?_q=${encodeURIComponent(email)}`)).body.data.length === 1;

it('is signed in to again over the form, which then saves by itself', async () => {
  const person = await anAdmin();
  const page = await panel.visitorSignedIn(person);
  const email = await inTheForm(page);
  await endSessionsOf(person);
  await save(page).click();

  await theStep(page).waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await untilItIs(() => theStep(page).getByLabel('Email or user name').inputValue(), person.email);
  await untilItIs(
    () =>
      theStep(page)
        .getByLabel('Password')
        .evaluate((input) => document.activeElement === input),
    true,
  );
  // Covered, and nothing of it to be reached.
  await isCovered(page);
  expect(await save(page).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await theStep(page).getByText('This field is required').waitFor();
  await signInAgain(page, 'Wrong-Horse-7');
  await theStep(page).getByText('Invalid credentials').waitFor();
  await signInAgain(page);

  await untilTold(page, 'Grace Hopper was added');
  await untilGone(page);
  expect(await entryOf(email)).toMatchObject({ firstname: 'Grace', lastname: 'Hopper' });
  // The browser keeps the new session.
  await load(page, 'users');
  await page.getByRole('heading', { name: 'Users' }).waitFor();
});

it('asks for the second factor too, which can be left and taken up again', async () => {
  const person = await aUserAtWork({ roles: ['strapi-super-admin'] });
  const own = mfaAt(shared).own(person);
  const page = await panel.visitorSignedIn(person);
  const email = await inTheForm(page);
  const { secret } = succeed(await own.post('/totp', { password: person.password })).body.data;
  const app = anAppWith(secret);
  succeed(await own.post('/totp/confirm', { code: app.codeAt(await clock.now()), name: 'My phone' }));
  await endSessionsOf(person);
  await save(page).click();
  await signInAgain(page);
  await theDialog(page).getByRole('heading', { name: 'Second factor' }).waitFor();
  await isCovered(page);
  await confirm(page, 'Cancel');
  await signInAgain(page);
  await clock.advance(30_000);
  await codeField(page).fill(app.codeAt(await clock.now()));
  await confirm(page, 'Sign in');

  await untilTold(page, 'Grace Hopper was added');
  await untilGone(page);
  expect(await isThere(email)).toBe(true);
});

it('lets a new password be chosen where one is asked for', async () => {
  const person = await anAdmin();
  const page = await panel.visitorSignedIn(person);
  const email = await inTheForm(page);
  await endSessionsOf(person);
  await act(person, 'force-password-change');
  await save(page).click();
  await signInAgain(page);
  await theDialog(page).getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await theDialog(page).locator('input[name="password"]').fill('Another-Horse-8');
  await theDialog(page).locator('input[name="again"]').fill('Another-Horse-8');
  await confirm(page, 'Save and sign in');

  await untilTold(page, 'Grace Hopper was added');
  expect(await isThere(email)).toBe(true);
});

it('gives the page to nobody else: who signs in as another begins anew', async () => {
  const person = await anAdmin();
  const other = await aUser({ roles: ['strapi-super-admin'], firstname: 'Mary', lastname: 'Somerville' });
  const page = await panel.visitorSignedIn(person);
  const email = await inTheForm(page);
  await endSessionsOf(person);
  await save(page).click();
  await signInAgain(page, other.password, other.email);

  await page.waitForURL(/\/admin\/?$/);
  await page.getByRole('button', { name: 'Mary Somerville' }).first().waitFor();
  expect(await isThere(email)).toBe(false);
});

it('leads who cancels to the login page', async () => {
  const person = await anAdmin();
  const page = await panel.visitorSignedIn(person);
  await visit(page, `users/${person.id}`);
  await page.getByRole('tab', { name: 'Security' }).waitFor();
  await endSessionsOf(person);
  await page.getByRole('tab', { name: 'Security' }).click();
  await theStep(page).getByRole('button', { name: 'Leave the page' }).click();

  await untilAtTheLogin(page);
  await untilGone(page);
  await signInAs(page, person);
  await untilIn(page);
});

it('refuses in the words of the login page, and nobody gets in', async () => {
  const person = await anAdmin();
  const page = await panel.visitorSignedIn(person);
  await inTheForm(page);
  await act(person, 'lock', { reason: 'under suspicion' });
  await save(page).click();
  await signInAgain(page);

  await theStep(page).getByText('Invalid credentials').waitFor();
  await isCovered(page);
});

it("keeps what stands in a form of Strapi's own", async () => {
  const person = await anAdmin();
  const page = await panel.visitorSignedIn(person);
  await load(page, '../../settings/roles/new');
  const name = `Role ${anEmail()}`;
  await page.getByLabel('Name').first().fill(name);
  await endSessionsOf(person);
  await save(page).click();
  await signInAgain(page);

  await untilTold(page, 'Role created');
  const { body } = await shared.http.get('/admin/roles', { token: await shared.superAdmin() });
  expect(body.data.map((role: { name: string }) => role.name)).toContain(name);
});

it('is asked for before a step-up goes on', async () => {
  const person = await anAdmin();
  const user = await aUser();
  const page = await panel.visitorSignedIn(person);
  await visit(page, `users/${user.id}`);
  await shared.sql('UPDATE ?? SET ?? = NULL', ['gatehouse_sessions', 'proved_at']);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Reset second factor', exact: true }).click();
  await confirm(page, 'Reset second factor');
  const stepUp = page.getByRole('dialog', { name: 'Is it still you?' });
  await stepUp.getByLabel('Present password').fill(person.password);
  await endSessionsOf(person);
  await page.keyboard.press('Enter');
  await signInAgain(page);

  await untilTold(page, 'The second factor of Ada Byron is reset');
});

describe('two tabs', () => {
  const twoTabs = async (person: Person) => {
    const first = await panel.visitorSignedIn(person, { language: 'en' });
    const second = await first.context().newPage();
    await load(second, 'users/create');
    await second.getByLabel('First name').fill('Grace');
    await load(first, 'roles');
    await first.getByRole('heading', { name: 'Roles' }).waitFor();
    return { first, second };
  };

  it('go on together once one of them has signed in', async () => {
    const person = await anAdmin();
    const { first, second } = await twoTabs(person);
    await endSessionsOf(person);
    await first.getByRole('link', { name: 'Users' }).first().click();
    await theStep(first).waitFor();
    await theStep(second).waitFor();
    await signInAgain(second);

    await untilGone(second);
    await untilGone(first);
    await first.getByRole('heading', { name: 'Users' }).waitFor();
    expect(await firstName(second)).toBe('Grace');
  });

  it('keep what one of them holds when the other signs out, for the same person alone', async () => {
    const person = await anAdmin();
    const { first, second } = await twoTabs(person);
    await signOut(first);
    await theStep(second).waitFor();
    expect(await theStep(first).count()).toBe(0);
    await signInAgain(second);
    await untilGone(second);
    expect(await firstName(second)).toBe('Grace');

    await signInAs(first, firstAdmin);
    await untilIn(first);
    // The browser is somebody else's.
    await second.waitForURL(/\/admin\/?$/);
    await second.getByRole('button', { name: 'First Admin' }).first().waitFor();
  });
});

it('leads to the login page where there is nothing to lose yet', async () => {
  const person = await anAdmin();
  const page = await panel.visitorSignedIn(person);
  await endSessionsOf(person);
  await load(page, 'users');

  await untilAtTheLogin(page);
  expect(await theStep(page).count()).toBe(0);
});

it('asks nobody who signs out themselves', async () => {
  const page = await panel.visitorSignedIn(await anAdmin());
  await visit(page, 'users');
  await page.getByRole('heading', { name: 'Users' }).waitFor();
  await signOut(page);
  await untilAtTheLogin(page);
  expect(await theStep(page).count()).toBe(0);
});
