import type { Page } from 'playwright-core';

import { shared, succeed } from '../features/vocabulary';
import { aDirectoryUser, confirm, theDialog, thePanel, untilItIs, untilTold, visit } from './panel';

const panel = thePanel();
/** A super admin's, and that of somebody who may look at users and nothing else. */
let page: Page;
let viewer: Awaited<ReturnType<typeof shared.aUser>>;

beforeAll(async () => {
  for (const [firstname, lastname] of [
    ['Ada', 'Byron'],
    ['Grace', 'Hopper'],
    ['Radia', 'Perlman'],
  ] as const)
    await aDirectoryUser({ firstname, lastname });
  viewer = await shared.aUser({ roles: [(await shared.aRole(['users.read'])).id] });
});
beforeEach(async () => {
  page = await panel.atWork();
});
afterEach(() => shared.sql('DELETE FROM ??', ['gatehouse_saved_views']));

/** Opens a view that the super admin has saved before. */
const openAView = async ({ columns = DEFAULT_COLUMNS }: { columns?: string[] } = {}) => {
  const query = { sort: 'email:desc', _q: 'e', filters: { status: { $in: ['provisioned'] } } };
  const body = { name: 'Newcomers', columns, query };
  const { id } = succeed(await shared.gatehouse.post('/saved-views', { body }), 201).body.data;
  await visit(page, `users?view=${id}`);
  await isOpen('Newcomers');
  await untilCountIs('3 users');
};
const DEFAULT_COLUMNS = ['status', 'lastLoginAt', 'roles'];

const tab = (name: string, where = page) => where.getByRole('tab', { name });
const isOpen = (name: string, where = page) => where.getByRole('tab', { name, selected: true }).waitFor();
const untilCountIs = (count: string, where = page) =>
  where.getByText(count, { exact: true }).first().waitFor();
const search = () => page.getByLabel('Search users');
const query = () => new URL(page.url()).searchParams;
const act = async (item: string) => {
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};

it('is made of the list as it is, and opened again by its tab', async () => {
  await visit(page, 'users?_q=e&filters[$and][0][status][$eq]=provisioned&sort=email:DESC');
  await untilCountIs('3 users');
  await page.getByRole('button', { name: 'Save as a new view' }).click();
  await theDialog(page).getByLabel('Name').fill('Newcomers');
  await confirm(page, 'Save');
  await untilTold(page, 'The view Newcomers was saved');
  await isOpen('Newcomers');

  await tab('All users').click();
  await untilCountIs('5 users');
  expect([...query().keys()].filter((key) => key !== 'page')).toEqual([]);

  await tab('Newcomers').click();
  await untilCountIs('3 users');
  expect(query().get('_q')).toBe('e');
  expect(query().get('sort')).toBe('email:DESC');
  await page.getByText('Status is Provisioned').waitFor();
});

it('says when the list differs from it, and goes back or keeps it', async () => {
  await openAView();
  await search().fill('hopper');
  await untilCountIs('1 user');
  await page.getByText('Changed', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await untilCountIs('3 users');
  expect(await page.getByText('Changed', { exact: true }).count()).toBe(0);

  await page.getByRole('columnheader', { name: 'Last login' }).click();
  await page.getByText('Changed', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Changed', { exact: true }).waitFor({ state: 'detached' });

  await visit(page, `users?view=${query().get('view')}`);
  await untilCountIs('3 users');
  await page.waitForURL((url) => url.searchParams.get('sort') === 'lastLoginAt:ASC');
});

it('has columns of its own, which leave those of all users as they are', async () => {
  await openAView();
  await page.getByRole('button', { name: 'Choose columns' }).click();
  await page.getByRole('checkbox', { name: 'Mobile' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'Mobile' }).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Changed', { exact: true }).waitFor({ state: 'detached' });
  expect(query().get('columns')).toBeNull();
  await page.getByRole('columnheader', { name: 'Mobile' }).waitFor();

  await tab('All users').click();
  await page.getByRole('columnheader', { name: 'Mobile' }).waitFor({ state: 'detached' });
});

it('is seen by nobody else, and a link to it shows them the same users in their own columns', async () => {
  await openAView({ columns: [...DEFAULT_COLUMNS, 'mobile'] });
  await page.getByRole('columnheader', { name: 'Mobile' }).waitFor();
  const viewers = await panel.atWork(viewer);
  await visit(viewers, page.url().split('/gatehouse/')[1] as string);

  await untilCountIs('3 users', viewers);
  await viewers.getByText('Status is Provisioned').waitFor();
  await untilItIs(() => viewers.getByRole('tab').allTextContents(), ['All users']);
  expect(await viewers.getByRole('columnheader', { name: 'Mobile' }).count()).toBe(0);
});

it('is seen by everybody once it is shared, who can change nothing of it', async () => {
  await openAView({ columns: [...DEFAULT_COLUMNS, 'mobile'] });
  const viewers = await panel.atWork(viewer);
  await act('Share with everybody');
  await untilTold(page, 'The view Newcomers was saved');

  await visit(viewers, 'users');
  await tab('Newcomers', viewers).click();
  await untilCountIs('3 users', viewers);
  await viewers.getByRole('columnheader', { name: 'Mobile' }).waitFor();
  await viewers.getByRole('button', { name: 'View', exact: true }).click();
  await untilItIs(() => viewers.getByRole('menuitem').allTextContents(), ['Save as a new view']);
  await viewers.keyboard.press('Escape');

  await act('Stop sharing');
  await visit(viewers, 'users');
  await untilCountIs('5 users', viewers);
  await untilItIs(() => viewers.getByRole('tab').allTextContents(), ['All users']);
});

it('gets another name, that none of the others has', async () => {
  await openAView();
  await act('Rename view');
  await theDialog(page).getByLabel('Name').fill('New people');
  await confirm(page, 'Save');
  await isOpen('New people');

  await act('Save as a new view');
  await theDialog(page).getByLabel('Name').fill('new PEOPLE');
  await confirm(page, 'Save');
  await theDialog(page).getByText('You have a view of this name already').waitFor();
  await confirm(page, 'Cancel');
});

it('is deleted when one says so twice', async () => {
  await openAView();
  await act('Delete view');
  await confirm(page, 'Cancel');
  await isOpen('Newcomers');

  await act('Delete view');
  await theDialog(page).getByText('Delete the view Newcomers?').waitFor();
  await confirm(page, 'Delete view');

  await isOpen('All users');
  await untilCountIs('5 users');
  await untilItIs(() => page.getByRole('tab').allTextContents(), ['All users']);
});
