import type { Page } from 'playwright-core';

import { anAppWith } from '../features/mfa/vocabulary';
import { shared } from '../features/vocabulary';
import { theDialog } from './panel';

const { act, aUser, clock } = shared;

export const whoNeedsOne = async () => {
  const person = await aUser();
  await act(person, 'mfa-requirement', { requirement: 'enforced' });
  return person;
};

/** The app that was told the secret on the page, and a code of it that was not used before. */
export const appOn = async (page: Page) => {
  const secret = (await theDialog(page).locator('code').textContent()) ?? '';
  const app = anAppWith(secret.replace(/\s/g, ''));
  return {
    ...app,
    nextCode: async () => {
      await clock.advance(30_000);
      return app.codeAt(await clock.now());
    },
  };
};
export const codeField = (page: Page) => theDialog(page).locator('input[name="code"]');
export const signOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Ada Byron' }).first().click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await page.getByLabel('Email or user name').waitFor();
};
