import type { Page } from 'playwright-core';

import { DAY, ELSEWHERE, OFFICE, shared } from '../features/vocabulary';
import { en } from '../support/texts';
import { thePanel, untilItIs, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
afterEach(() => words.putBack());
const words = shared;

/** What is said first: the heading of the answer. */
const untilSaid = (text: string | RegExp) =>
  page.getByRole('region', { name: text }).getByRole('heading', { name: text }).waitFor();
const said = () => page.locator('main div[aria-live=polite] p').allInnerTexts();

it('says of a question in the address first how it ends and why, then what mends it, and the rules last', async () => {
  const ada = await words.aUserAtWork({ firstname: 'Ada', lastname: 'Byron' });
  await words.change(ada, { validTo: await words.fromNow(-DAY) });
  await words.act(ada, 'lock');

  await visit(page, `explain?user=${ada.id}&ip=${OFFICE}&realm=panel`);

  await untilSaid(
    `Ada Byron could not sign in to the panel from ${OFFICE} now: the user is locked by an administrator.`,
  );
  expect(await said()).toEqual([
    en['explain.why.locked-by-admin'],
    `Also against it: ${en['reason.expired']}`,
  ]);
  expect(await page.getByRole('grid').count()).toBe(0);
  expect(await page.getByLabel('IP address').inputValue()).toBe(OFFICE);

  // By keyboard: the rules, and back again.
  const rules = page.getByRole('button', { name: 'All 16 rules' });
  await rules.press('Enter');
  await page.getByRole('row').filter({ hasText: 'After the last day of access' }).waitFor();
  await rules.press('Enter');
  await untilItIs(() => page.getByRole('grid').count(), 0);

  await page.getByRole('link', { name: "Unlock on the user's page" }).click();
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: 'Unlock' })
    .click();
  await page.getByText('Access ended on', { exact: false }).waitFor();
  await page.goBack();

  await untilSaid(`Ada Byron could not sign in to the panel from ${OFFICE} now: access has ended.`);
});

it('says that somebody could sign in, and after which steps', async () => {
  const grace = await words.aUserAtWork({ firstname: 'Grace', lastname: 'Murray' });
  await visit(page, 'explain');
  await page.getByRole('combobox', { name: /^User/ }).pressSequentially(grace.email);
  await page.getByRole('option', { name: /Grace Murray/ }).click();
  await page.getByLabel('IP address').fill(ELSEWHERE);
  await page.getByLabel('IP address').press('Enter');

  await untilSaid(`Grace Murray could sign in to the panel from ${ELSEWHERE} now.`);
  expect(await said()).toEqual([en['explain.allowed.panel']]);
  expect(new URL(page.url()).search).toBe(`?user=${grace.id}&ip=${ELSEWHERE}&realm=panel`);

  await words.act(grace, 'force-password-change');
  await words.gatehouse.post(`/users/${grace.id}/mfa-requirement`, { body: { requirement: 'enforced' } });
  await page.getByRole('button', { name: 'Ask' }).click();

  await untilSaid(
    `Grace Murray could sign in to the panel from ${ELSEWHERE} now after choosing a new password and setting up a second factor.`,
  );
});

it('says until when, and for a moment and a door that are named', async () => {
  const ada = await words.aUserAtWork({ firstname: 'Ada', lastname: 'Byron' });
  await words.act(ada, 'suspend', { until: await words.fromNow(DAY) });
  const later = encodeURIComponent(await words.fromNow(2 * DAY));

  await visit(page, `explain?user=${ada.id}&ip=${OFFICE}&realm=api`);
  await untilSaid(`Ada Byron could not use an API token from ${OFFICE} now: the user is suspended.`);
  expect((await said()).at(-1)).toMatch(/^So it stays until \w/);

  await visit(page, `explain?user=${ada.id}&ip=${OFFICE}&realm=api&at=${later}`);
  await untilSaid(new RegExp(`^Ada Byron could use an API token from ${OFFICE} on .*20\\d\\d`));
});

it('asks nothing at once that is incomplete, and refuses an address that is none', async () => {
  const ada = await words.aUser({ firstname: 'Ada', lastname: 'Byron' });

  await visit(page, `explain?user=${ada.id}&realm=nowhere`);
  await page.getByRole('combobox', { name: /^User/ }).waitFor();
  await page.getByText(en['explain.realm.panel']).waitFor();
  expect(await page.getByText(en['field.required']).count()).toBe(0);

  await visit(page, `explain?user=${ada.id}&ip=somewhere`);
  await page.getByLabel('IP address').and(page.locator('[aria-invalid=true]')).waitFor();
  expect(await page.getByRole('heading', { name: /could/ }).count()).toBe(1);
});
