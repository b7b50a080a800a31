import { randomUUID } from 'node:crypto';

import type { Page, Request } from 'playwright-core';

import { apiOnlyAt } from '../features/api-keys/api-only';
import { delegationsAt } from '../features/delegations/vocabulary';
import { shared } from '../features/vocabulary';
import { firstAdmin } from '../support';
import { confirm, pickAction, rowWith, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const panel = thePanel();
const words = shared;
const delegations = delegationsAt(words);
const keys = apiOnlyAt(words);
let page: Page;

// One's own zone is not the browser's; nine hours before UTC all year round.
const DAY = '12/24/2030';
const STARTS = '2030-12-23T15:00:00.000Z';
const ENDS = '2030-12-24T14:59:59.999Z';
const AT_HALF_PAST_TWO = '2030-12-24T05:30:00.000Z';

beforeAll(() => words.setUp('PUT', '/me', { timeZone: 'Asia/Tokyo' }));

const field = (name: string, at = page) => at.getByRole('textbox', { name, exact: true });
/** As a hurried person does, who leaves the field for the button alone. */
const type = (name: string, text: string, at = page) => field(name, at).pressSequentially(text);
const bodyOf = (request: Request) => request.postDataJSON() as Record<string, unknown>;
const sentTo = (path: string, at = page) =>
  at.waitForRequest((request) => request.method() !== 'GET' && request.url().includes(path)).then(bodyOf);

describe('a date that was typed counts when the button is clicked at once', () => {
  beforeEach(async () => {
    page = await panel.atWork();
  });

  it('at the end of a suspension', async () => {
    const user = await words.aUser();
    await visit(page, `users/${user.id}`);
    await pickAction(page, 'Suspend');
    await type('Until', DAY);
    await confirm(page, 'Suspend');
    await theDialog(page).waitFor({ state: 'detached' });

    expect(await words.read(user)).toMatchObject({ status: 'suspended', suspendedUntil: ENDS });
  });

  it('at the end of a suspension of many', async () => {
    const twin = randomUUID();
    const [one, two] = [await words.aUser({ lastname: twin }), await words.aUser({ lastname: twin })];
    await visit(page, `users?_q=${twin}`);
    await page.getByRole('checkbox', { name: /^Select all/ }).click();
    await page
      .getByRole('region', { name: 'Selected users' })
      .getByRole('button', { name: 'Suspend' })
      .click();
    await type('Until', DAY);
    await confirm(page, 'Suspend');
    await untilTold(page, '2 users are suspended');

    expect((await words.read(one)).suspendedUntil).toBe(ENDS);
    expect((await words.read(two)).suspendedUntil).toBe(ENDS);
  });

  it('in the access of a user, with an hour too', async () => {
    const user = await words.aUser();
    await visit(page, `users/${user.id}`);
    await type('Access from', DAY);
    await type('Access until', '2030-12-24');
    await type('Access until: time', '2:30pm');
    const saved = sentTo(`/users/${user.id}`);
    await page.getByRole('button', { name: 'Save' }).click();

    expect(await saved).toMatchObject({ validFrom: STARTS, validTo: AT_HALF_PAST_TWO });
    await untilItIs(() => field('Access until: time').inputValue(), '2:30 PM');
    expect(await field('Access from').inputValue()).toBe(DAY);
    expect(await field('Access from: time').inputValue()).toBe('');

    // Only what is changed is sent.
    await field('Access until').fill('');
    await field('Access until: time').fill('');
    const ended = sentTo(`/users/${user.id}`);
    await page.getByRole('button', { name: 'Save' }).click();
    const body = await ended;
    expect(body).toMatchObject({ validTo: null });
    expect(body).not.toHaveProperty('validFrom');
  });

  it('in the access of a user who is added', async () => {
    await visit(page, 'users/create?type=api-only');
    await field('Contact e-mail').fill('newcomer@example.test');
    await type('Access until', DAY);
    const added = sentTo('/users');
    await page.getByRole('button', { name: 'Save' }).click();

    expect(await added).toMatchObject({ email: 'newcomer@example.test', validTo: ENDS });
    await confirm(page, 'Cancel');
  });

  it('in a delegation', async () => {
    const user = await words.aUser();
    await visit(page, `users/${user.id}/delegation`);
    await page.getByRole('button', { name: 'Add delegation' }).click();
    await page.getByRole('combobox', { name: 'May act for' }).click();
    await page.getByRole('option', { name: 'Resource' }).click();
    await theDialog(page).getByPlaceholder('cost-centre:4711').fill('cost-centre:1');
    await page.getByRole('checkbox', { name: 'For everything' }).check();
    await type('From', DAY);
    await type('Until', DAY);
    await confirm(page, 'Save');
    await theDialog(page).waitFor({ state: 'detached' });

    expect(await delegations.delegationsOf(user)).toMatchObject([{ validFrom: STARTS, validTo: ENDS }]);
  });

  it('at the end of a key, and in place of what was suggested', async () => {
    const robot = await keys.anApiOnlyUser();
    await visit(page, `users/${robot.id}/api-keys`);
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByLabel('Description').fill('Nightly import');
    await field('Expires').fill(DAY);
    await field('Expires: time').fill('');
    await confirm(page, 'Make the key');
    await confirm(page, 'Done');

    expect(await keys.keysOf(robot)).toMatchObject([{ expiresAt: ENDS }]);
  });

  it('in a question about access', async () => {
    const user = await words.aUser({ lastname: 'Asked' });
    await visit(page, 'explain');
    await page.getByRole('combobox', { name: 'User' }).click();
    await page.keyboard.type('Asked');
    await page.getByRole('option', { name: /Asked/ }).click();
    await page.getByLabel('IP address').fill('198.51.100.7');
    await type('At', DAY);
    await type('At: time', '14:30');
    const asked = sentTo('/access/explain');
    await page.getByRole('button', { name: 'Ask' }).click();

    expect(await asked).toMatchObject({ user: user.id, at: AT_HALF_PAST_TWO });
  });

  it.each([
    ['login-history', 'Date from', 'Date until', STARTS],
    ['mails', 'Date until', 'Date from', '2030-12-24T15:00:00.000Z'],
  ])('in a filter of %s, which is in the same zone', async (path, name, other, moment) => {
    await visit(page, path);
    await page.getByRole('button', { name: 'Filters' }).click();
    await type(name, 'soon');
    await field(other).focus();
    await page.getByText(/^Write the day as in 12\/31/).waitFor();
    await field(name).fill(DAY);

    await page.getByText(`${name} Dec 24, 2030`, { exact: true }).waitFor();
    expect(decodeURIComponent(page.url())).toContain(moment);
    await type(`${name}: time`, '2:30pm');
    await page.getByText(new RegExp(`^${name} Dec 24, 2030, 2:30.PM$`)).waitFor();
  });

  it('in the filters of users, with the last key', async () => {
    await visit(page, 'users');
    await page.getByRole('button', { name: 'Filters' }).click();
    await type('Added until', '1/1/2020');
    await page.getByText('No users match').waitFor();
    expect(decodeURIComponent(page.url())).toContain('2020-01-01T15:00:00.000Z');

    await field('Added until').fill('soon');
    await field('Added from').focus();
    await page.getByText(/^Write the day as in 12\/31/).waitFor();
    expect(decodeURIComponent(page.url())).toContain('2020-01-01T15:00:00.000Z');
    await field('Added until').fill('');
    await page.getByText('No users match').waitFor({ state: 'detached' });
  });
});

describe('the fields are worked by keys', () => {
  beforeEach(async () => {
    page = await panel.atWork();
    const user = await words.aUser();
    await visit(page, `users/${user.id}`);
    await pickAction(page, 'Suspend');
    await field('Until').waitFor();
  });
  const suspended = () => sentTo('/suspend');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

  const untilAt = (day: string) =>
    page.getByRole('gridcell', { name: day }).and(page.locator(':focus')).waitFor();

  it('on with the tab key, sent with Enter', async () => {
    await type('Until', DAY);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2:30 pm');
    const sent = suspended();
    await page.keyboard.press('Enter');

    expect(await sent).toEqual({ until: AT_HALF_PAST_TWO });
  });

  it('in the calendar and the list of times, which the tab key leaves', async () => {
    await type('Until', DAY);
    await page.keyboard.press('ArrowDown');
    await untilAt('Tuesday, December 24, 2030');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowRight');
    await untilAt('Monday, November 25, 2030');
    await page.keyboard.press('Tab');
    await page.getByRole('grid').waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Until: time');
    expect(await field('Until').inputValue()).toBe(DAY);

    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: '8:00 AM' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await field('Until: time').inputValue()).toBe('8:30 AM');

    await field('Until').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('grid').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const sent = suspended();
    await page.keyboard.press('Enter');
    expect(await sent).toEqual({ until: '2030-12-27T23:30:00.000Z' });
  });

  it('however fast the keys come', async () => {
    await type('Until', DAY);
    await page.keyboard.press('ArrowDown');
    await untilAt('Tuesday, December 24, 2030');
    await page.keyboard.press('Escape');
    const keys = ['ArrowDown', 'End', 'Enter'];
    await Promise.all(keys.map((key) => page.keyboard.press(key)));

    expect(await field('Until').inputValue()).toBe('12/28/2030');
  });

  it('or with the mouse', async () => {
    await type('Until', DAY);
    await page.getByRole('button', { name: 'Until: calendar' }).click();
    await page.getByRole('button', { name: 'Month after' }).click();
    await page.getByRole('gridcell', { name: 'Wednesday, January 15, 2031' }).click();
    await page.getByRole('button', { name: 'Until: times to choose from' }).click();
    await page.getByRole('option', { name: '12:00 PM' }).click();
    const sent = suspended();
    await confirm(page, 'Suspend');

    expect(await sent).toEqual({ until: '2031-01-15T03:00:00.000Z' });
  });

  it.each([
    ['tomorrow', '', 'Until', /^Write the day as in 12\/31\/\d{4}$/],
    ['24/12/2030', '', 'Until', /^Write the day as in/],
    [DAY, '2:30', 'Until: time', 'Write the time as in 2:30 PM'],
    ['', '2:30 PM', 'Until', 'Say on which day'],
  ])('“%s %s” sends nothing and says why', async (day, time, wrong, why) => {
    let sent = 0;
    page.on('request', (request) => {
      if (request.url().includes('/suspend')) sent += 1;
    });
    await type('Until', day);
    await type('Until: time', time);
    await confirm(page, 'Suspend');

    await theDialog(page).getByText(why).waitFor();
    await field(wrong).and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await field(wrong).getAttribute('aria-describedby')).toBe(
      await theDialog(page).getByText(why).getAttribute('id'),
    );
    await field(wrong).press('Enter');
    await field(wrong).and(page.locator(':focus')).waitFor();
    expect(sent).toBe(0);
  });
});

it('dates are typed as Germans write them where the panel is German', async () => {
  page = await panel.visitorSignedIn(firstAdmin, { language: 'de' });
  const user = await words.aUser();
  await page.goto(`/admin/plugins/gatehouse/users/${user.id}`);
  await type('Zugang ab', '24.12.2030');
  await type('Zugang ab: Uhrzeit', '8');
  await type('Zugang bis', '12/24/2030');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText(/^Schreiben Sie den Tag wie in 31\.12\.\d{4}$/).waitFor();
  await field('Zugang bis').fill('24.12.30');
  const saved = sentTo(`/users/${user.id}`);
  await page.getByRole('button', { name: 'Speichern' }).click();

  expect(await saved).toMatchObject({ validFrom: '2030-12-23T23:00:00.000Z', validTo: ENDS });
  await untilItIs(() => field('Zugang ab: Uhrzeit').inputValue(), '08:00');
  expect(await field('Zugang bis').inputValue()).toBe('24.12.2030');
  expect(await field('Zugang bis: Uhrzeit').getAttribute('placeholder')).toBe('Tagesende');
});

it('a browser that cannot name its zone shows days and hours of UTC', async () => {
  page = await panel.visitorSignedIn(
    await words.aUser({ roles: [await words.roleId('strapi-super-admin')] }),
    {
      language: 'en',
    },
  );
  await page.addInitScript(() => {
    const asked = Intl.DateTimeFormat.prototype.resolvedOptions;
    Intl.DateTimeFormat.prototype.resolvedOptions = function resolvedOptions() {
      return { ...asked.call(this), timeZone: 'Etc/Unknown' };
    };
  });
  await page.goto('/admin/plugins/gatehouse/login-history');
  await page.getByRole('table', { name: /^Attempts by/ }).waitFor({ state: 'attached' });
  await rowWith(page, 'Success').first().waitFor();
});
