import type { Page } from 'playwright-core';

import { MINUTE, shared } from '../features/vocabulary';
import { DIALOG, isAccessibleInBothThemes } from './accessibility';
import {
  signInAs,
  theDialog,
  thePanel,
  untilAtTheLogin,
  untilIn,
  untilItIs,
  untilRefused,
  visit,
} from './panel';
import { fillNewPassword } from './steps';

const NEW = 'Violet-Anchor-42';

const { act, aUser, change, clock } = shared;
const panel = thePanel();

/** Without the empty one that the design system keeps for what is to be read out. */
const alerts = async (page: Page) =>
  (await page.getByRole('alert').allTextContents()).filter((text) => text !== '');
/** Somebody who also signs in by a name. */
const whoHasAName = async () => {
  const person = await aUser();
  const userName = `ada ${person.id}`;
  await change(person, { userName });
  return { ...person, userName };
};

describe('the login page', () => {
  it('takes user names as well as e-mail addresses, says so, and goes on to where the person was to go', async () => {
    const { userName, password } = await whoHasAName();
    const page = await panel.aVisitor({ at: '/admin/auth/login?redirectTo=%2Fme' });
    await page.getByLabel('Email or user name').waitFor();

    await signInAs(page, { email: userName, password });

    await page.waitForURL(/\/admin\/me$/);
    await untilIn(page);
  });

  it('says as ever what is no address, refuses a wrong name as a wrong address, and leaves what was typed', async () => {
    const page = await panel.aVisitor();
    await page.getByLabel('Email').fill('ada@');
    await page.getByLabel('Password', { exact: false }).first().fill('x');
    await page.getByRole('button', { name: 'Login' }).click();
    await page
      .getByText('Not a valid email')
      .or(page.getByText('This is not a valid email'))
      .first()
      .waitFor();

    await signInAs(page, { email: 'nobody', password: 'Wrong-Horse-7' });

    await untilRefused(page);
    expect(await alerts(page)).toEqual(['Invalid credentials']);
    await untilItIs(() => page.getByLabel('Email or user name').inputValue(), 'nobody');
  });
});

describe('a password that has to be replaced', () => {
  const whoMustChange = async () => {
    const person = await aUser();
    await act(person, 'force-password-change');
    return person;
  };

  it('asks for the new one over the login page, says what is wrong with it, and goes on as after any sign-in', async () => {
    const person = await whoMustChange();
    const page = await panel.aVisitor();
    await signInAs(page, person);
    await theDialog(page).getByRole('heading', { name: 'Choose a new password' }).waitFor();
    const save = page.getByRole('button', { name: 'Save and sign in' });

    await fillNewPassword(page, NEW, 'Another-Anchor-42');
    await save.click();
    await page.getByText('The two are not the same').waitFor();
    // What the server alone can tell.
    await fillNewPassword(page, person.password);
    await save.click();
    await page.locator('[data-strapi-field-error]').first().waitFor();
    await fillNewPassword(page, NEW);
    await save.click();

    await untilIn(page);
    await panel.letsIn({ ...person, password: NEW });
  });

  it('can be left, back to the login page as it was, and says when it was left too long', async () => {
    const person = await whoMustChange();
    const page = await panel.aVisitor();
    await signInAs(page, person);
    await theDialog(page).waitFor();
    await isAccessibleInBothThemes(page, DIALOG);
    await page.keyboard.press('Escape');
    expect(await theDialog(page).isVisible()).toBe(true);

    await page.getByRole('button', { name: 'Cancel' }).click();

    await theDialog(page).waitFor({ state: 'detached' });
    expect(await alerts(page)).toEqual([]);
    await untilItIs(() => page.getByLabel('Email').inputValue(), person.email);
    await untilItIs(() => page.getByLabel('Password', { exact: false }).first().inputValue(), '');
    await signInAs(page, person);
    await theDialog(page).waitFor();
    await clock.advance(5 * MINUTE + 1_000);
    await fillNewPassword(page, NEW);
    await page.getByRole('button', { name: 'Save and sign in' }).click();

    await theDialog(page).getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('is asked for in a project too that keeps to the old media library', async () => {
    const person = await whoMustChange();
    const page = await panel.aVisitor({ at: 'about:blank' });
    await page.addInitScript(() => {
      // As Strapi's own configuration of the panel sets it.
      let strapi: object;
      Object.defineProperty(window, 'strapi', {
        get: () => strapi,
        set: (value) => {
          strapi = Object.assign(value, { featureFlags: { isEnabled: () => true } });
        },
      });
    });
    await page.goto('/admin/auth/login');
    await page.getByLabel('Email or user name').waitFor();
    await signInAs(page, person);

    await fillNewPassword(page, NEW, 'Another-Anchor-42');
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await page.getByText('The two are not the same').waitFor();
    await fillNewPassword(page, NEW);
    await page.getByRole('button', { name: 'Save and sign in' }).click();

    await untilIn(page);
  });

  it('is asked for in an open session, over the page that is open, which then goes on', async () => {
    const person = await aUser();
    const page = await panel.visitorSignedIn(person);
    await page.goto('/admin');
    await untilIn(page);
    await act(person, 'force-password-change');

    // Whichever request is the first to be refused: the page may have asked for something by itself.
    await page.getByRole('link', { name: 'Content Manager' }).first().dispatchEvent('click');
    await theDialog(page).getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await page.keyboard.press('Escape');
    await isAccessibleInBothThemes(page, DIALOG);
    await page.getByLabel('Present password').fill('Wrong-Horse-7');
    await fillNewPassword(page, NEW);
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByText('This is not your present password').waitFor();
    await page.getByLabel('Present password').fill(person.password);
    await page.getByRole('button', { name: 'Save and go on' }).click();

    await theDialog(page).waitFor({ state: 'detached' });
    await visit(page, '../gatehouse-me');
    await page.getByRole('heading', { name: 'Personal settings' }).waitFor();
  });

  it('is asked for by who comes back to an open session, who can sign out instead', async () => {
    const person = await aUser();
    const page = await panel.visitorSignedIn(person);
    await act(person, 'force-password-change');
    await page.goto('/admin');

    await theDialog(page).getByRole('button', { name: 'Sign out' }).click();

    await untilAtTheLogin(page);
  });
});
