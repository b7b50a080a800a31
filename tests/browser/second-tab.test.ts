import type { Page } from 'playwright-core';

import { MINUTE, shared } from '../features/vocabulary';
import { firstAdmin } from '../support';
import { confirm, load, pickAction, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const { act, aUser, change, entryOf, putBack, read, setPolicy, setUp } = shared;
const panel = thePanel();
afterEach(() => putBack());

let minutes = 0;
/** As somebody who comes back to the window after a minute. */
const comeBack = (page: Page) => {
  minutes += 1;
  return page.evaluate((later) => {
    const { now } = Date;
    Date.now = () => now.call(Date) + later;
    window.dispatchEvent(new Event('focus'));
    Date.now = now;
  }, minutes * MINUTE);
};
const answered = (page: Page, path: string) =>
  page.waitForResponse((answer) => answer.url().includes(`/gatehouse${path}`) && answer.ok());
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).first().click();

it('shows what another tab has changed', async () => {
  const user = await aUser();
  const first = await panel.visitorSignedIn(firstAdmin, { language: 'en' });
  await load(first, `users/${user.id}`);
  await first.getByText('Can sign in.').waitFor();
  const second = await first.context().newPage();
  await load(second, `users/${user.id}`);
  await pickAction(second, 'Lock');
  await theDialog(second).getByLabel('Reason').fill('under suspicion');
  await confirm(second, 'Lock');

  await first.getByText('Locked by admin', { exact: true }).first().waitFor();
});

it('asks anew for what is on the screen, once, when somebody comes back to it', async () => {
  const user = await aUser({ firstname: 'Augusta' });
  const page = await panel.atWork();
  await visit(page, `users?_q=${user.email}`);
  await page.getByText('Augusta').first().waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await change(user, { firstname: 'Annabella' });
  await comeBack(page);
  await page.getByText('Annabella').first().waitFor();

  expect(asked.filter((path) => path === '/gatehouse/users')).toHaveLength(1);
  expect(asked.filter((path, turn) => asked.indexOf(path) !== turn)).toEqual([]);
  // Who looks away for a moment has not been away.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await change(user, { firstname: 'Ada' });
  expect(await page.getByText('Annabella').count()).toBeGreaterThan(0);
});

describe('a form that is being edited keeps what was typed', () => {
  it('of a user, and saves it beside what others have changed', async () => {
    const user = await aUser();
    const page = await panel.atWork();
    await visit(page, `users/${user.id}`);
    await page.getByLabel('First name').fill('Mine');
    await change(user, { lastname: 'Theirs' });
    const fresh = answered(page, `/users/${user.id}`);
    await comeBack(page);
    await fresh;

    expect(await page.getByLabel('First name').inputValue()).toBe('Mine');
    expect(await page.getByLabel('Last name').inputValue()).toBe('Byron');
  });

  it('of oneself', async () => {
    const page = await panel.atWork();
    const self = await entryOf(firstAdmin.email);
    await visit(page, '../gatehouse-me');
    await page.getByLabel('First name').fill('Mine');
    await change(self, { lastname: 'Theirs' });
    const fresh = answered(page, '/me');
    await comeBack(page);
    await fresh;
    await page.getByRole('button', { name: 'Save' }).first().waitFor();

    expect(await page.getByLabel('First name').inputValue()).toBe('Mine');
    await change(self, { lastname: self.lastname });
  });

  it('of the policy, of which nothing is sent back that others have saved', async () => {
    const page = await panel.atWork();
    await visit(page, 'environment');
    const mine = page.locator('input[name="lockout.lockMinutes"]');
    await mine.fill('41');
    await setPolicy({ invitations: { expiresHours: 41 } });
    const fresh = answered(page, '/policy');
    await comeBack(page);
    await fresh;

    expect(await mine.inputValue()).toBe('41');
    await save(page);
    await untilTold(page, 'The defaults were saved');
    const { data } = (await setUp('GET', '/policy')).body;
    expect(data).toMatchObject({ lockout: { lockMinutes: 41 }, invitations: { expiresHours: 41 } });
    await untilItIs(() => page.locator('input[name="invitations.expiresHours"]').inputValue(), '41');
  });

  it('in a dialog', async () => {
    const user = await aUser();
    const page = await panel.atWork();
    await visit(page, `users/${user.id}`);
    await pickAction(page, 'Lock');
    await theDialog(page).getByLabel('Reason').fill('Mine');
    await change(user, { lastname: 'Theirs' });
    const fresh = answered(page, `/users/${user.id}`);
    await comeBack(page);
    await fresh;

    expect(await theDialog(page).getByLabel('Reason').inputValue()).toBe('Mine');
    await confirm(page, 'Cancel');
  });
});

it('is told that somebody else came first, and shows how it is', async () => {
  const user = await aUser();
  const page = await panel.atWork();
  await visit(page, `users/${user.id}`);
  await page.getByText('Can sign in.').waitFor();
  await act(user, 'lock', { reason: 'first' });
  await pickAction(page, 'Lock');
  await theDialog(page).getByLabel('Reason').fill('second');
  await confirm(page, 'Lock');

  await page
    .getByText(/^Ada Byron was locked already \(First Admin, .+\)\. Nothing was changed\.$/)
    .waitFor();
  await page.getByText('Locked by admin', { exact: true }).first().waitFor();
  expect((await read(user)).lockedReason).toBe('first');
});

it('is told that a user is deleted already, and leaves the page', async () => {
  const user = await aUser();
  const page = await panel.atWork();
  await visit(page, `users/${user.id}`);
  await page.getByText('Can sign in.').waitFor();
  await setUp('DELETE', `/users/${user.id}`);
  await pickAction(page, 'Delete');
  await confirm(page, 'Delete');

  await page.getByText('Ada Byron was deleted already').first().waitFor();
  await page.getByRole('heading', { name: 'Users' }).waitFor();
});
