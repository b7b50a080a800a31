import type { Page } from 'playwright-core';

import type { Permission } from '../../shared/permissions';
import { ATTENTION_NAMES } from '../../shared/users/attention';
import { accountsAt } from '../features/accounts/vocabulary';
import { apiOnlyAt } from '../features/api-keys/api-only';
import { DAY, shared, succeed } from '../features/vocabulary';
import { accessibilityProblems, inSystemTheme } from './accessibility';
import { thePanel, untilItIs, visit } from './panel';

const { aRole, aUser, aUserAtWork, call, http, putBack } = shared;
const { anApiOnlyUser, aKeyOf } = apiOnlyAt(shared);
const { aLimitedAdmin, clear } = accountsAt(shared);

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});

beforeAll(async () => {
  for (const state of ['auto-locked', 'locked-by-admin', 'active'] as const) await aUser({ state });
  const { id } = await aUser();
  await call(`strapi.db.connection('gatehouse_users').where({ id: ${id} }).update({ mfa_required: true })`);
  await aKeyOf(await anApiOnlyUser(), { expiresAt: new Date(Date.now() + 3 * DAY).toISOString() });
});
afterAll(clear);
afterAll(putBack);

const HOME = '../..';
const attention = (of: Page) => of.getByRole('region', { name: 'Needs attention' });
const signIns = (of: Page) => of.getByRole('region', { name: 'Sign-ins of the last 14 days' });
const lines = (of: Page) => attention(of).getByRole('list', { name: 'Needs attention' }).getByRole('link');

const aHolderOf = async (...permissions: Permission[]) =>
  aUserAtWork({ roles: [(await aRole(permissions)).id] });

it('leads from each number to the list of exactly so many', async () => {
  await visit(page, HOME);
  await lines(page).first().waitFor();
  await untilItIs(() => lines(page).count(), ATTENTION_NAMES.length);

  for (let at = 0; at < ATTENTION_NAMES.length; at += 1) {
    const number = Number(/^\d+/.exec((await lines(page).nth(at).textContent()) ?? '')?.[0]);
    expect(number).toBeGreaterThan(0);
    await lines(page).nth(at).click();
    await page.getByText(number === 1 ? '1 user' : `${number} users`, { exact: true }).waitFor();
    await page.getByRole('group', { name: 'Filters of the list' }).waitFor();
    await visit(page, HOME);
    await lines(page).first().waitFor();
  }
});

it('is used by the keyboard, and shows in the list what it is filtered by', async () => {
  await visit(page, HOME);
  const keys = lines(page).filter({ hasText: 'API key that expires within 14 days' });
  await keys.focus();
  await page.keyboard.press('Enter');

  const tags = page.getByRole('group', { name: 'Filters of the list' });
  await tags.getByText('API key expires within 14 days').waitFor();
  await page.getByRole('button', { name: 'Filters (1)' }).click();
  await page.getByRole('combobox', { name: 'API key expires' }).click();
  await page.getByRole('option', { name: 'Within 7 days' }).click();
  await tags.getByText('API key expires within 7 days').waitFor();
  await page.keyboard.press('Escape');
});

it('shows the sign-ins beside it', async () => {
  await visit(page, HOME);

  await signIns(page)
    .getByText(/^Refused: \d/)
    .first()
    .waitFor();
});

it('shows people only what they may see', async () => {
  const one = await panel.visitorSignedIn(await aHolderOf('users.read'));
  await one.goto('/admin');
  await lines(one).first().waitFor();
  expect(await lines(one).filter({ hasText: 'API key' }).count()).toBe(0);
  expect(await signIns(one).count()).toBe(0);

  const other = await panel.visitorSignedIn(await aHolderOf());
  await other.goto('/admin');
  await other.getByRole('region', { name: 'Profile' }).waitFor();
  expect(await attention(other).count()).toBe(0);
  expect(await signIns(other).count()).toBe(0);
});

it('says so where nothing needs anybody', async () => {
  const visitor = await panel.visitorSignedIn(await aLimitedAdmin([]));
  await visitor.goto('/admin');

  await attention(visitor).getByText('All is well').waitFor();
});

it('stands where people put its boxes before, whatever else they have kept', async () => {
  const person = await aHolderOf('users.read', 'login-attempts.read');
  const widgets = ['sign-ins', 'never-signed-in', 'locked-users', 'gone'].map((id) => ({
    uid: `plugin::gatehouse.${id}`,
    width: 6,
  }));
  succeed(await http.put('/admin/homepage/layout', { token: person.token, body: { widgets } }));
  const visitor = await panel.visitorSignedIn(person);
  await visitor.goto('/admin');

  await lines(visitor).first().waitFor();
  await signIns(visitor).waitFor();
  expect(await visitor.locator('[data-strapi-widget-id]').count()).toBe(2);
});

it.each(['light', 'dark'] as const)('can be used by everybody in %s colours', async (theme) => {
  await visit(page, HOME);
  await inSystemTheme(page, theme);
  await lines(page).first().waitFor();
  await signIns(page).locator('svg').first().waitFor();

  // What stands in Strapi's boxes: their frames are Strapi's.
  for (const box of ['locked-users', 'sign-ins']) {
    const within = `[data-strapi-widget-id="plugin::gatehouse.${box}"] main > *`;
    expect(await accessibilityProblems(page, within)).toEqual([]);
  }
});
