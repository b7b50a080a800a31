import type { Page } from 'playwright-core';

import { firstAdmin } from '../support';
import { shared } from '../features/vocabulary';
import { mfaAt } from '../features/mfa/vocabulary';
import { DIALOG, isAccessibleInBothThemes } from './accessibility';
import { confirm, pickAction, thePanel, untilItIs, untilTold, visit } from './panel';

const { aUser, putBack, signIn, sql } = shared;
const mfa = mfaAt(shared);
const panel = thePanel();
afterEach(() => putBack());

const NOTHING_DONE = 'Nothing was done, as you did not show that it is still you. Try again.';
const NEW = 'Another-Horse-8';

/** As if nobody had proved for long that it is them. */
const forgetProofs = () => sql('UPDATE ?? SET ?? = NULL', ['gatehouse_sessions', 'proved_at']);
const atWorkForLong = async () => {
  const page = await panel.atWork();
  await forgetProofs();
  return page;
};
const theStep = (page: Page) => page.getByRole('dialog', { name: 'Is it still you?' });
const untilGone = (page: Page) => theStep(page).waitFor({ state: 'detached' });
const prove = async (page: Page, password = firstAdmin.password) => {
  await theStep(page).getByLabel('Present password').fill(password);
  await page.keyboard.press('Enter');
};

/** The password of a user, on Strapi's own page; which is sent to `path`. */
const onStrapisPage = async (page: Page) => {
  const user = await aUser();
  const path = `/admin/users/${user.adminUserId}`;
  await visit(page, `../../settings/users/${user.adminUserId}`);
  const field = page.locator('input[name="password"]');
  await field.fill(NEW);
  await page.locator('input[name="confirmPassword"]').fill(NEW);
  return { user, path, field };
};
const save = (page: Page) => page.getByRole('button', { name: 'Save' });

it('is asked for on pages of ours, and cancelled; then what was begun goes on by itself', async () => {
  const page = await atWorkForLong();
  const user = await aUser();
  await visit(page, `users/${user.id}`);
  await pickAction(page, 'Reset second factor');
  await confirm(page, 'Reset second factor');
  await theStep(page).waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await theStep(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(NOTHING_DONE).waitFor();

  await pickAction(page, 'Reset second factor');
  await confirm(page, 'Reset second factor');
  await prove(page, 'Wrong-Horse-7');
  await theStep(page).getByText('This is not your present password').waitFor();
  await prove(page);

  await untilTold(page, 'The second factor of Ada Byron is reset');
});

it("is asked for on Strapi's own page of a user, which then saves by itself", async () => {
  const page = await atWorkForLong();
  const { user } = await onStrapisPage(page);
  await save(page).click();
  await theStep(page).waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await prove(page);

  await untilTold(page, 'Saved');
  await panel.letsIn({ ...user, password: NEW });

  // For as long as the proof is good.
  await page.locator('input[name="firstname"]').fill('Augusta');
  await page.locator('input[name="password"]').fill('Violet-Anchor-41');
  await page.locator('input[name="confirmPassword"]').fill('Violet-Anchor-41');
  await save(page).click();
  await untilTold(page, 'Saved');
});

it("cancelled by key on Strapi's page, saves nothing, says why, and leaves what was typed", async () => {
  const page = await atWorkForLong();
  const { user, field } = await onStrapisPage(page);
  await save(page).focus();
  await page.keyboard.press('Enter');
  await theStep(page).waitFor();
  await untilItIs(
    () =>
      theStep(page)
        .getByLabel('Present password')
        .evaluate((input) => document.activeElement === input),
    true,
  );
  await page.keyboard.press('Escape');

  await untilGone(page);
  await untilTold(page, NOTHING_DONE);
  await untilItIs(() => field.inputValue(), NEW);
  await untilItIs(() => save(page).evaluate((button) => document.activeElement === button), true);
  expect(await signIn(user)).toBeLetIn();

  await page.keyboard.press('Enter');
  await prove(page);
  await untilTold(page, 'Saved');
  await panel.letsIn({ ...user, password: NEW });
});

it('goes on with an access token that has run out meanwhile', async () => {
  const page = await atWorkForLong();
  const { user, path } = await onStrapisPage(page);
  const tokens: (string | undefined)[] = [];
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    tokens.push(route.request().headers().authorization);
    // As the server answers it: refused for want of a proof first, and then as too old.
    return tokens.length === 2
      ? route.fulfill({
          status: 401,
          json: { data: null, error: { status: 401, name: 'UnauthorizedError' } },
        })
      : route.continue();
  });
  await save(page).click();
  await prove(page);

  await untilTold(page, 'Saved');
  await panel.letsIn({ ...user, password: NEW });
  expect(tokens).toHaveLength(3);
  expect(tokens[1]).toBe(tokens[0]);
  expect(tokens[2]).not.toBe(tokens[0]);
});

it("stands over a dialog of Strapi's, which stays as it was", async () => {
  const page = await atWorkForLong();
  let refusals = 0;
  await page.route('**/admin/users', (route) =>
    route.request().method() === 'POST' && refusals++ < 2
      ? route.fulfill({
          status: 403,
          json: {
            data: null,
            error: { status: 403, name: 'PolicyError', message: '…', details: { code: 'STEP_UP_REQUIRED' } },
          },
        })
      : route.continue(),
  );
  await visit(page, '../../settings/users');
  await page.getByRole('button', { name: 'Invite new user' }).click();
  const strapis = page.locator('[role=dialog]').filter({ has: page.locator('input[name=firstname]') });
  await strapis.locator('input[name=firstname]').fill('Grace');
  const email = `grace.${Date.now()}@example.test`;
  await strapis.locator('input[name=email]').fill(email);
  await strapis.getByRole('combobox').click();
  await page.getByRole('option', { name: 'Editor' }).click();
  await page.keyboard.press('Escape');
  await strapis.getByRole('button', { name: 'Invite user' }).click();
  await theStep(page).waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await page.keyboard.press('Escape');

  await untilGone(page);
  await untilTold(page, NOTHING_DONE);
  await untilItIs(() => strapis.locator('input[name=email]').inputValue(), email);
  await strapis.getByRole('button', { name: 'Invite user' }).click();
  await prove(page);
  await untilGone(page);
  await strapis.getByText('share this link', { exact: false }).waitFor();
});

it('takes a code of an authenticator app', async () => {
  const person = await aUser({ roles: ['strapi-super-admin'] });
  const page = await panel.atWork(person);
  const token = (await page.context().cookies()).find(({ name }) => name === 'jwtToken')?.value ?? '';
  const { app } = await mfa.setUp({ ...person, token });
  await forgetProofs();
  const { user } = await onStrapisPage(page);
  await save(page).click();
  await theStep(page).getByRole('button', { name: 'Use the authenticator app' }).click();
  const code = theStep(page).getByRole('textbox');
  await untilItIs(() => code.evaluate((input) => document.activeElement === input), true);
  await code.fill(await mfa.nextCode(app));
  await page.keyboard.press('Enter');

  await untilTold(page, 'Saved');
  await panel.letsIn({ ...user, password: NEW });
});
