import type { Page } from 'playwright-core';

import { firstAdmin } from '../support';
import {
  aDirectoryUser,
  confirm,
  openThePanel,
  type Panel,
  rowWith,
  theDialog,
  untilTold,
  visit,
} from './panel';

const PEOPLE = [
  ['Ada', 'Byron'],
  ['Alan', 'Turing'],
  ['Barbara', 'Liskov'],
  ['Claude', 'Shannon'],
  ['Donald', 'Knuth'],
  ['Edsger', 'Dijkstra'],
  ['Frances', 'Allen'],
  ['Grace', 'Hopper'],
  ['Ken', 'Thompson'],
  ['Margaret', 'Hamilton'],
  ['Radia', 'Perlman'],
] as const;

let panel: Panel;
let page: Page;

beforeAll(async () => {
  panel = await openThePanel();
  for (const [firstname, lastname] of PEOPLE)
    await aDirectoryUser(panel.server, {
      firstname,
      lastname,
      role: firstname === 'Ada' ? 'strapi-author' : 'strapi-editor',
    });
  page = await panel.visitorSignedIn(firstAdmin);
});

afterAll(() => panel?.close());

const search = () => page.getByLabel('Search users');
const query = () => new URL(page.url()).searchParams;
const untilQueryHas = (name: string, value: string) =>
  page.waitForURL((url) => url.searchParams.get(name) === value);
const untilCountIs = (count: string) => page.getByText(count, { exact: true }).waitFor();
const names = async () =>
  (
    await page
      .getByRole('row')
      .getByRole('link', { name: /@example\.test$/ })
      .allTextContents()
  ).map((email) => email.split('@')[0]);
/** What the cell of a user says, without the row's buttons. */
const firstName = (text: string) => page.getByRole('gridcell', { name: text, exact: true });

describe('searching', () => {
  beforeEach(async () => {
    await visit(page, 'users');
    await untilCountIs('12 users');
  });

  it('finds as one types, keeps it in the address, and forgets it with the back button', async () => {
    await search().pressSequentially('hopp');

    await untilCountIs('1 user');
    expect(await names()).toEqual(['grace.hopper']);
    expect(query().get('_q')).toBe('hopp');

    await page.reload();
    await untilCountIs('1 user');
    expect(await search().inputValue()).toBe('hopp');

    await page.goBack();
    await untilCountIs('12 users');
    expect(await search().inputValue()).toBe('');
  });

  it('never shows a late answer to what was typed before', async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route(/_q=al&|_q=al$/, async (route) => {
      await held;
      await route.continue();
    });

    await search().fill('al');
    await untilQueryHas('_q', 'al');
    await search().fill('turing');
    await untilCountIs('1 user');
    const late = page.waitForResponse(/_q=al/);
    letGo();
    await late;

    expect(await names()).toEqual(['alan.turing']);
    await page.unroute(/_q=al&|_q=al$/);
  });

  it('takes any letters for what they are', async () => {
    await search().fill('100% & more?#=');

    await page.getByText('No users match').waitFor();
    expect(query().get('_q')).toBe('100% & more?#=');

    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await untilCountIs('12 users');
    expect(query().get('_q')).toBeNull();
  });
});

it('sorts by a column, one way and the other', async () => {
  await visit(page, 'users');
  const header = page.locator('th').filter({ hasText: 'First name' });

  await header.click();
  await untilQueryHas('sort', 'firstname:ASC');
  await page.getByRole('row').nth(1).filter({ hasText: 'Ada' }).waitFor();

  await header.click();
  await untilQueryHas('sort', 'firstname:DESC');
  await page.getByRole('row').nth(1).filter({ hasText: 'Radia' }).waitFor();
  expect(await header.getAttribute('aria-sort')).toBe('descending');
});

it('filters by role and says so in the words of the list', async () => {
  await visit(page, 'users');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'Select field' }).click();
  await page.getByRole('option', { name: 'Role' }).click();
  await page.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: 'Author' }).click();
  await page.getByRole('button', { name: 'Add filter' }).click();

  await untilCountIs('1 user');
  await page.getByText('Role is Author').waitFor();
  expect(await names()).toEqual(['ada.byron']);
});

it('opens at the address that somebody else copied', async () => {
  await visit(page, 'users?filters[$and][0][status][$eq]=active&sort=email:ASC');

  await untilCountIs('1 user');
  expect(await names()).toEqual([firstAdmin.email.split('@')[0]]);
  await page.getByText('Status is Active').waitFor();
});

it('turns pages, and keeps the page in the address', async () => {
  await visit(page, 'users?pageSize=10&sort=firstname:ASC');
  await firstName('Ada').waitFor();

  await page.getByRole('link', { name: 'Go to page 2' }).click();

  await firstName('Radia').waitFor();
  expect(query().get('page')).toBe('2');
  expect(await names()).toHaveLength(2);
});

it('remembers which columns somebody wants to see', async () => {
  await visit(page, 'users');
  await page.getByRole('button', { name: 'Choose columns' }).click();
  await page.getByRole('checkbox', { name: 'Failed tries' }).click();
  await page.keyboard.press('Escape');
  await page.locator('th').filter({ hasText: 'Failed tries' }).waitFor();

  await page.reload();

  await page.locator('th').filter({ hasText: 'Failed tries' }).waitFor();
});

describe('deleting', () => {
  const open = async () => {
    await visit(page, 'users?_q=liskov');
    await page.getByRole('button', { name: 'Delete Barbara Liskov' }).click();
  };

  it('asks first, says who and that it is final, and takes no for an answer', async () => {
    await open();

    const dialog = theDialog(page);
    await dialog.getByText('Delete Barbara Liskov?').waitFor();
    expect(await dialog.textContent()).toContain('barbara.liskov@example.test');
    expect(await dialog.textContent()).toContain('This cannot be undone');

    await confirm(page, 'Cancel');
    await dialog.waitFor({ state: 'detached' });
    await rowWith(page, 'Liskov').waitFor();
    // Whoever uses the keyboard goes on where they were.
    await page.waitForFunction(() => document.activeElement?.textContent === 'Delete Barbara Liskov');
  });

  it('takes the user out of the list', async () => {
    await open();
    await confirm(page, 'Delete');

    await untilTold(page, 'Barbara Liskov is deleted');
    await page.getByText('No users match').waitFor();
  });
});

it('tells what went wrong, and tries again when asked', async () => {
  await page.route(/\/gatehouse\/users\?/, (route) => route.abort());
  await visit(page, 'users');
  await page.getByText('The server could not be reached').waitFor();

  await page.unroute(/\/gatehouse\/users\?/);
  await page.getByRole('button', { name: 'Try again' }).click();

  await untilCountIs('11 users');
});

it('lets nothing go wrong unnoticed', () => {
  expect(panel.errors()).toEqual([]);
});
