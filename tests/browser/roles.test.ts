import type { Page } from 'playwright-core';

import { shared, succeed } from '../features/vocabulary';
import { firstAdmin } from '../support';
import { accessibilityProblems, inSystemTheme } from './accessibility';
import { aDirectoryUser, confirm, rowWith, thePanel, untilItIs, untilTold, visit } from './panel';

const ARTICLE = /^Article/;

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
const words = shared;
const AS_STRAPI_MADE_IT = { apiActions: [], userTypes: ['panel', 'api-only', 'end-user'], maxSessions: null };
let editor: number;
let ada: number;
beforeAll(async () => {
  ada = await aDirectoryUser({ firstname: 'Ada', lastname: 'Byron' });
  editor = await words.roleId('strapi-editor');
});
afterEach(() => change(AS_STRAPI_MADE_IT));

const change = async (body: object, role = editor) =>
  succeed(await words.gatehouse.put(`/roles/${role}`, { body }));
const roleOf = async (id: number) => (await words.gatehouse.get(`/roles/${id}`)).body.data;
const save = () => page.getByRole('button', { name: 'Save' }).click();
const history = () => page.getByRole('region', { name: 'What was changed' });
const all = () => page.getByRole('checkbox', { name: 'All of Article' });

it('lists the roles, looks for one by its name, and leads to who holds it', async () => {
  await visit(page, 'roles');
  await rowWith(page, 'Editor').getByRole('link', { name: '1 user' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByLabel('Search roles').fill('edi');
  await untilItIs(() => rowWith(page, 'Super Admin').count(), 0);
  await page.getByLabel('Search roles').fill('100% nobody');
  await page.getByText('No roles match').waitFor();
  await page.getByLabel('Search roles').fill('');
  await rowWith(page, 'Editor').getByRole('link', { name: '1 user' }).click();

  await rowWith(page, 'Byron').waitFor();
  await untilItIs(() => rowWith(page, firstAdmin.email).count(), 0);
});

it('chooses actions of the Content API by keyboard, singly and all at once', async () => {
  await visit(page, `roles/${editor}`);
  await page.getByRole('button', { name: ARTICLE }).press('Enter');
  await page.getByRole('checkbox', { name: 'find', exact: true }).press('Space');
  await untilItIs(() => all().getAttribute('aria-checked'), 'mixed');
  await page.getByRole('button', { name: /^Article .* 1\/\d/ }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await all().press('Space');
  await untilItIs(() => all().getAttribute('aria-checked'), 'true');
  await all().press('Space');
  await untilItIs(() => all().getAttribute('aria-checked'), 'false');
  // As it was: nothing to save.
  await untilItIs(() => page.getByRole('button', { name: 'Save' }).isDisabled(), true);

  await page.getByLabel('Search actions').fill('article create');
  await page.getByRole('checkbox', { name: 'create', exact: true }).waitFor();
  expect(await page.getByRole('checkbox', { name: 'find', exact: true }).count()).toBe(0);
  // In the field it sends nothing.
  await page.getByLabel('Search actions').press('Enter');
  await page.getByRole('checkbox', { name: 'create', exact: true }).check();
  await page.getByLabel('Search actions').fill('no such action');
  await page.getByText('No actions match').waitFor();
});

it('keeps what is not saved from being lost, and saves it', async () => {
  await visit(page, `roles/${editor}`);
  await page.getByRole('button', { name: ARTICLE }).click();
  await page.getByRole('checkbox', { name: 'create', exact: true }).check();
  await page.getByRole('checkbox', { name: 'End user' }).uncheck();
  await page.getByRole('link', { name: 'Roles', exact: true }).click();
  await page.getByRole('alertdialog').waitFor();
  await confirm(page, 'Cancel');

  await page.getByLabel('Open sessions at most').fill('101');
  await save();
  await page.getByText('A whole number from 1 to 100').waitFor();
  await page.getByLabel('Open sessions at most').fill('4');
  await save();

  await untilTold(page, 'The role Editor was saved');
  expect(await roleOf(editor)).toMatchObject({
    apiActions: ['api::article.article.create'],
    userTypes: ['panel', 'api-only'],
    maxSessions: 4,
  });
});

it('shows who changed what, from what to what', async () => {
  const { id } = await words.aRole();
  await change({ apiActions: ['api::article.article.create'], userTypes: ['panel', 'api-only'] }, id);
  await visit(page, `roles/${id}`);
  await history().getByText('First Admin changed the role').waitFor();
  await history().getByText('added: Article: create').waitFor();
  await history().getByText('Panel user, API-only user, End user').waitFor();

  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('dialog').getByLabel('Address or range').fill('10.0.0.0/8');
  await confirm(page, 'Save');

  await history().getByText('First Admin added an IP rule').waitFor();
  await rowWith(page, '10.0.0.0/8').waitFor();
  await untilItIs(async () => (await words.gatehouse.get('/ip-rules')).body.data[0].role.id, id);
  for (const theme of ['dark', 'light'] as const) {
    await inSystemTheme(page, theme);
    expect(await accessibilityProblems(page)).toEqual([]);
  }
});

it('says beside the field what the server has against it', async () => {
  await change({ userTypes: ['panel', 'api-only'] });
  await visit(page, `roles/${editor}`);
  await page.getByRole('checkbox', { name: 'Panel user' }).uncheck();
  await save();

  await page.getByText('Users of a type that is left out still hold the role').waitFor();
  await page.getByRole('checkbox', { name: 'API-only user' }).uncheck();
  await save();
  await page.getByText('This field is required').waitFor();
  await page.getByRole('checkbox', { name: 'Panel user' }).check();
  await page.getByRole('checkbox', { name: 'API-only user' }).check();
  await untilItIs(() => page.getByRole('button', { name: 'Save' }).isDisabled(), true);
});

it('says that a role is privileged, and of others nothing', async () => {
  await visit(page, `roles/${await words.roleId('strapi-super-admin')}`);
  await page.getByText('Giving this role asks for a fresh proof', { exact: false }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await visit(page, `roles/${editor}`);
  await page.getByRole('heading', { name: 'Rules' }).waitFor();
  expect(await page.getByText('Privileged').count()).toBe(0);
});

it("leads to Strapi's own editor of the role", async () => {
  await visit(page, `roles/${editor}`);
  await page.getByRole('link', { name: 'Permissions in the panel' }).click();

  await page.waitForURL(/\/admin\/settings\/roles\/\d+$/);
});

it('says of a user what they may do and through which role', async () => {
  await visit(page, `users/${ada}/permissions`);
  const item = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  await item('May change Article').getByText('through Editor').waitFor();
  await item('May create Article').first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByLabel('Search permissions').fill('read article editor');
  const allowed = page.getByRole('region', { name: 'What the user may do' }).getByRole('listitem');
  await untilItIs(() => allowed.count(), 1);
  await page.getByLabel('Search permissions').fill('no such thing');
  await page.getByText('No permissions match').waitFor();
});

it('says so of a super admin, of a role there is not, and of nobody', async () => {
  const { id } = await words.entryOf(firstAdmin.email);
  await visit(page, `users/${id}/permissions`);
  await page.getByRole('heading', { name: 'May do everything' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  for (const path of ['roles/999999', 'roles/nonsense']) {
    await visit(page, path);
    await page.getByText('This role is not there, or not any more').waitFor();
  }
});

it('is only looked at by who may only look', async () => {
  await change({ apiActions: ['api::article.article.create'] });
  const { id } = await words.aRole(['roles.read']);
  const viewer = await words.aUser({ roles: [id] });
  const look = await panel.visitorSignedIn(viewer);
  await visit(look, 'roles');
  await rowWith(look, 'Editor').getByText('1 user').waitFor();
  expect(await look.getByRole('link', { name: '1 user' }).count()).toBe(0);
  await look.getByRole('link', { name: 'Editor' }).click();

  await look.getByRole('button', { name: ARTICLE }).click();
  await untilItIs(() => look.getByRole('checkbox', { name: 'create', exact: true }).isChecked(), true);
  const fields = look.getByRole('main').getByRole('checkbox').or(look.getByLabel('Open sessions at most'));
  for (const field of await fields.all()) expect(await field.isDisabled()).toBe(true);
  for (const name of ['Save', 'Add rule']) expect(await look.getByRole('button', { name }).count()).toBe(0);
  expect(await look.getByRole('link', { name: 'Permissions in the panel' }).count()).toBe(0);
  expect(await accessibilityProblems(look)).toEqual([]);
});
