import type { Page } from 'playwright-core';

import { firstAdmin, sql } from '../support';
import {
  aDirectoryUser,
  confirm,
  pickInRow,
  reopen,
  rowWith,
  theDialog,
  thePanel,
  untilItIs,
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

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
beforeAll(async () => {
  for (const [firstname, lastname] of PEOPLE)
    await aDirectoryUser({
      firstname,
      lastname,
      role: firstname === 'Ada' ? 'strapi-author' : 'strapi-editor',
    });
});

const search = () => page.getByLabel('Search users');
const query = () => new URL(page.url()).searchParams;
const untilQueryHas = (name: string, value: string) =>
  page.waitForURL((url) => url.searchParams.get(name) === value);
const untilCountIs = (count: string) => page.getByText(count, { exact: true }).waitFor();
const names = async () =>
  (
    await page
      .getByRole('row')
      .getByText(/@example\.test$/)
      .allTextContents()
  ).map((email) => email.split('@')[0]);
const firstName = (text: string) => page.getByRole('row').getByRole('link', { name: `${text} ` });

/** Holds requests back; gives what lets them go on, those at least that somebody still waits for. */
const hold = async (url: RegExp, method?: string) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(url, async (route) => {
    if (!method || route.request().method() === method) await held;
    await route.continue().catch(() => undefined);
  });
  return letGo;
};

/** Chooses one thing in the filters. */
const choose = async (field: string, option: string) => {
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('group', { name: 'Filters', exact: true }).waitFor({ state: 'detached' });
};

describe('searching', () => {
  beforeEach(async () => {
    await visit(page, 'users');
    await untilCountIs('12 users');
  });

  it('finds as one types, keeps it in the address, and forgets it with the back button', async () => {
    await search().pressSequentially('hopp');

    await untilCountIs('1 user');
    await untilItIs(names, ['grace.hopper']);
    expect(query().get('_q')).toBe('hopp');

    await page.reload();
    await untilCountIs('1 user');
    await untilItIs(() => search().inputValue(), 'hopp');

    await page.goBack();
    await untilCountIs('12 users');
    await untilItIs(() => search().inputValue(), '');
  });

  it('never shows a late answer to what was typed before', async () => {
    const letGo = await hold(/_q=al&|_q=al$/);
    const calledOff = page.waitForEvent('requestfailed', (request) => /_q=al(&|$)/.test(request.url()));

    await search().fill('al');
    await untilQueryHas('_q', 'al');
    await search().fill('turing');
    await untilCountIs('1 user');
    await calledOff;
    letGo();

    await untilItIs(names, ['alan.turing']);
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
  const header = page.getByRole('columnheader').filter({ hasText: 'Last login' });

  await header.click();
  await untilQueryHas('sort', 'lastLoginAt:ASC');
  await untilItIs(() => header.getAttribute('aria-sort'), 'ascending');

  await header.click();
  await untilQueryHas('sort', 'lastLoginAt:DESC');
  await page.getByRole('row').nth(1).filter({ hasText: firstAdmin.email }).waitFor();
  await untilItIs(() => header.getAttribute('aria-sort'), 'descending');
});

it('filters by role and says so in the words of the list', async () => {
  await visit(page, 'users');
  await choose('Role', 'Author');

  await untilCountIs('1 user');
  await page.getByText('Role is Author').waitFor();
  await untilItIs(names, ['ada.byron']);
});

it('filters by several things at once, keeps them in the address, and takes them off one by one', async () => {
  await visit(page, 'users');
  await choose('Status', 'Provisioned');
  await untilCountIs('11 users');
  await choose('MFA enabled', 'Yes');
  await page.getByText('No users match').waitFor();

  await reopen(page);
  await page.getByText('No users match').waitFor();
  await page.getByText('Status is Provisioned').waitFor();

  await page.getByRole('button', { name: 'Remove the filter: MFA enabled is Yes' }).click();
  await untilCountIs('11 users');
  expect([...query().values()]).toContain('provisioned');
  expect([...query().values()]).not.toContain('true');

  await choose('Last login', 'Never');
  await page.getByText('Last login: never').waitFor();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await untilCountIs('12 users');
  expect([...query().keys()].filter((key) => key.startsWith('filters'))).toEqual([]);
});

it('says that any of several values will do, and takes each off', async () => {
  await visit(page, 'users');
  await choose('Status', 'Provisioned');
  await choose('Status', 'Active');

  await untilCountIs('12 users');
  const applied = page.getByRole('group', { name: 'Filters of the list' });
  await untilItIs(
    () => applied.innerText().then((text) => text.replace(/\s+/g, ' ')),
    'Status is Provisioned or Status is Active Clear all',
  );
  await page.getByRole('button', { name: 'Remove the filter: Status is Active' }).click();
  await untilCountIs('11 users');
});

it('filters by the day on which somebody was added, that day included', async () => {
  await visit(page, 'users');
  const today = await page.evaluate(() => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
  });
  await page.getByRole('button', { name: 'Filters' }).click();

  await page.getByLabel('Added until', { exact: true }).fill('2020-01-01');
  await page.getByText('No users match').waitFor();
  await page.getByLabel('Added until', { exact: true }).fill(today);
  await untilCountIs('12 users');
  await page.getByLabel('Added from', { exact: true }).fill(today);
  await untilCountIs('12 users');
});

it('opens at the address that somebody else copied', async () => {
  await visit(page, 'users?filters[$and][0][status][$eq]=active&sort=email:ASC');

  await untilCountIs('1 user');
  await untilItIs(names, [firstAdmin.email.split('@')[0]]);
  await page.getByText('Status is Active').waitFor();
});

it('turns pages, and keeps the page in the address', async () => {
  await visit(page, 'users?pageSize=10&sort=firstname:ASC');
  await firstName('Ada').waitFor();

  await page.getByRole('link', { name: 'Go to page 2' }).click();

  await firstName('Radia').waitFor();
  expect(query().get('page')).toBe('2');
  await untilItIs(async () => (await names()).length, 2);
});

it('remembers which columns somebody wants to see, and where, in every browser of theirs', async () => {
  await sql('DELETE FROM ??', ['gatehouse_preferences']);
  const columns = (where: Page) =>
    where
      .getByRole('columnheader')
      .filter({ has: where.getByRole('button') })
      .allTextContents();
  await visit(page, 'users');
  await page.getByRole('button', { name: 'Choose columns' }).click();
  const saved = page.waitForResponse(
    (response) =>
      response.request().method() === 'PUT' && Boolean(response.request().postData()?.includes('"email","')),
  );
  await page.getByRole('checkbox', { name: 'E-mail' }).click();
  // By the keyboard alone, with the focus going along.
  await page.getByRole('button', { name: 'Move E-mail up' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-move') === 'email:-1');
  await page.keyboard.press('Enter');
  await saved;
  await page.keyboard.press('Escape');
  const chosen = ['Name and e-mail', 'Status', 'E-mail', 'Last login', 'Roles'];
  await page.getByRole('columnheader').nth(2).filter({ hasText: 'E-mail' }).waitFor();
  expect(await columns(page)).toEqual(chosen);

  const elsewhere = await panel.visitorSignedIn(firstAdmin);
  await visit(elsewhere, 'users');
  await elsewhere.getByRole('columnheader', { name: 'E-mail' }).waitFor();
  expect(await columns(elsewhere)).toEqual(chosen);

  await elsewhere.getByRole('button', { name: 'Choose columns' }).click();
  const forgotten = elsewhere.waitForResponse((response) => response.request().method() === 'PUT');
  await elsewhere.getByRole('button', { name: 'Reset' }).click();
  await forgotten;
});

it('shows each choice of columns at once, while the one before is still being saved', async () => {
  await sql('DELETE FROM ??', ['gatehouse_preferences']);
  await visit(page, 'users');
  const letGo = await hold(/\/gatehouse\/me\/preferences/, 'PUT');
  await page.getByRole('button', { name: 'Choose columns' }).click();
  await page.getByRole('checkbox', { name: 'E-mail' }).click();
  const up = page.getByRole('button', { name: 'Move E-mail up' });
  await up.press('Enter');
  await up.press('Enter');
  await page.getByRole('columnheader').nth(2).filter({ hasText: 'E-mail' }).waitFor();

  const last = page.waitForResponse((response) =>
    (response.request().postData() ?? '').includes('"email","lastLoginAt"'),
  );
  letGo();
  expect((await last).status()).toBe(200);
  await reopen(page);
  await page.getByRole('columnheader').nth(2).filter({ hasText: 'E-mail' }).waitFor();
  await sql('DELETE FROM ??', ['gatehouse_preferences']);
});

it('lets nobody choose columns before it knows which they have chosen, which would show in their place', async () => {
  const letGo = await hold(/\/gatehouse\/me\/preferences/);
  await visit(page, 'users');
  const chooser = page.getByRole('button', { name: 'Choose columns' });
  await untilItIs(() => chooser.isDisabled(), true);

  letGo();
  await untilItIs(() => chooser.isDisabled(), false);
});

describe('by the keyboard', () => {
  const untilFocusIsInRow = (text: string) =>
    page.waitForFunction(
      (name) => document.activeElement?.closest('tr')?.textContent?.includes(name) ?? false,
      text,
    );

  beforeEach(async () => {
    await visit(page, 'users?sort=firstname:ASC');
    await firstName('Ada').waitFor();
  });

  it('goes to the search with a slash, on into the rows, up and down them, and opens a user', async () => {
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'search');
    await untilItIs(() => search().inputValue(), '');

    await page.keyboard.press('ArrowDown');
    await untilFocusIsInRow('Ada');
    await page.keyboard.press('ArrowDown');
    await untilFocusIsInRow('Alan');
    await page.keyboard.press('ArrowUp');
    await untilFocusIsInRow('Ada');
    // From a cell that holds nothing but text, too.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Ada Byron' }).waitFor();
  });

  it('clears the search with Escape, and types a slash into it', async () => {
    await search().fill('turing');
    await untilCountIs('1 user');
    await search().press('/');
    await untilItIs(() => search().inputValue(), 'turing/');

    await search().press('Escape');
    await untilCountIs('12 users');
    await untilItIs(() => search().inputValue(), '');
  });

  it('says which keys there are', async () => {
    await page.getByRole('button', { name: 'Keyboard' }).click();

    await page.getByText('Go to the search').waitFor();
    await page.keyboard.press('Escape');
  });
});

it('shows where the rows will be while they are loaded, and keeps the page around them', async () => {
  const letGo = await hold(/\/gatehouse\/users\?/);
  await visit(page, 'users');

  await page.getByRole('row').nth(4).waitFor();
  expect(await page.getByRole('grid').textContent()).toContain('Loading');
  expect(await search().isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Filters' }).isVisible()).toBe(true);

  letGo();
  await untilCountIs('12 users');
});

it('calls off what was asked before, and loses no letter of what is typed meanwhile', async () => {
  await visit(page, 'users');
  await untilCountIs('12 users');
  const letGo = await hold(/_q=a(&|$)/);
  const calledOff = page.waitForEvent('requestfailed', (request) => /_q=a(&|$)/.test(request.url()));

  await search().press('a');
  await untilQueryHas('_q', 'a');
  await search().pressSequentially('lan', { delay: 60 });

  await calledOff;
  await untilCountIs('1 user');
  await untilItIs(() => search().inputValue(), 'alan');
  await untilItIs(names, ['alan.turing']);
  letGo();
});

describe('deleting', () => {
  const open = async (lastname: string) => {
    await visit(page, `users?_q=${lastname}`);
    await pickInRow(page, `Barbara ${lastname}`, 'Delete');
  };

  it('asks first, says who and that it is final, and takes no for an answer', async () => {
    await open('Liskov');

    const dialog = theDialog(page);
    await dialog.getByText('Delete Barbara Liskov?').waitFor();
    expect(await dialog.textContent()).toContain('barbara.liskov@example.test');
    expect(await dialog.textContent()).toContain('This cannot be undone');

    await confirm(page, 'Cancel');
    await dialog.waitFor({ state: 'detached' });
    await rowWith(page, 'Liskov').waitFor();
    // Whoever uses the keyboard goes on where they were.
    await page.waitForFunction(() => document.activeElement?.textContent === 'Actions for Barbara Liskov');
  });

  it('takes the user out of the list', async () => {
    await aDirectoryUser({ firstname: 'Barbara', lastname: 'Grosz' });
    await open('Grosz');
    await confirm(page, 'Delete');

    await untilTold(page, 'Barbara Grosz is deleted');
    await page.getByText('No users match').waitFor();
  });
});

it('tells what went wrong, and tries again when asked', async () => {
  await page.route(/\/gatehouse\/users\?/, (route) => route.abort());
  await visit(page, 'users');
  await page.getByText('The server could not be reached').waitFor();

  await page.unroute(/\/gatehouse\/users\?/);
  await page.getByRole('button', { name: 'Try again' }).click();

  await untilCountIs('12 users');
});

it('resets a second factor from the row, and sends an invitation again', async () => {
  await aDirectoryUser({ firstname: 'Rosalind', lastname: 'Franklin' });
  await visit(page, 'users?_q=Franklin');
  await pickInRow(page, 'Rosalind Franklin', 'Reset second factor');
  await confirm(page, 'Reset second factor');
  await untilTold(page, 'The second factor of Rosalind Franklin is reset');

  await pickInRow(page, 'Rosalind Franklin', 'Send invitation');
  await confirm(page, 'Send invitation');
  await untilTold(page, 'The invitation was sent to rosalind.franklin@example.test');
});

describe('the table', () => {
  const isInView = (name: string) =>
    page.getByRole('columnheader', { name }).evaluate((header) => {
      const { x, y, width, height } = header.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2)?.closest('th') === header;
    });
  const scroll = (x: number, y: number) =>
    page.evaluate(
      ([across, down]) => {
        const table = document.querySelector('main table') as HTMLElement;
        (table.parentElement as HTMLElement).scrollLeft = across;
        (table.closest('[data-strapi-main-content]') as HTMLElement).scrollTop = down;
      },
      [x, y] as const,
    );

  it.each([
    ['its own columns', '', 1280],
    ['more columns than fit', '&columns=email,mobile,status,lastLoginAt,createdAt,updatedAt', 1280],
    ['its own columns in a narrow window', '', 768],
  ])('keeps its header in view with %s', async (_, columns, width) => {
    await page.setViewportSize({ width, height: 500 });
    await visit(page, `users?pageSize=20${columns}`);
    await firstName('Ada').waitFor();
    await scroll(columns ? 200 : 0, 480);

    await untilItIs(() => isInView('Name and e-mail'), true);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('shows the last login without scrolling in a narrow window', async () => {
    await page.setViewportSize({ width: 768, height: 1024 });
    await visit(page, 'users');
    await firstName('Ada').waitFor();

    await untilItIs(() => isInView('Last login'), true);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
