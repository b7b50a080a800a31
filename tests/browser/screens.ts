import type { Page, Request } from 'playwright-core';

import type { TextId } from '../../admin/src/translations/use-translation';
import { accountsAt } from '../features/accounts/vocabulary';
import { apiOnlyAt } from '../features/api-keys/api-only';
import { delegationsAt } from '../features/delegations/vocabulary';
import { licencesAt } from '../features/licences/vocabulary';
import { DAY, ELSEWHERE, OFFICE, shared } from '../features/vocabulary';
import { load, visit } from './panel';

/** A text of the panel as it is written in the language that is being looked at, up to its first value. */
export type Texts = (id: TextId) => string;
export type Ids = {
  ada: number;
  locked: number;
  disabled: number;
  robot: number;
  former: number;
  role: number;
};

/** Everything there is to see: a page, and what is opened there before it is looked at. */
export type Screen = {
  name: string;
  path: (ids: Ids) => string;
  open?: (page: Page, t: Texts) => Promise<unknown>;
  /** Whether the page is Strapi's, with something of ours on it: our words alone are looked at. */
  isStrapis?: boolean;
};

const press = (text: TextId) => (page: Page, t: Texts) =>
  page
    .getByRole('button', { name: t(text) })
    .first()
    .click();
const untilDialog = (page: Page) =>
  page.getByRole('dialog').or(page.getByRole('alertdialog')).first().waitFor();

const pick = (action: TextId) => async (page: Page, t: Texts) => {
  await press('actions')(page, t);
  await page.getByRole('menuitem', { name: t(action), exact: true }).click();
  await untilDialog(page);
};

const chooseEverybody = async (page: Page) => {
  await page.getByRole('row').first().getByRole('checkbox').check();
};
const bulk = (action: TextId) => async (page: Page, t: Texts) => {
  await chooseEverybody(page);
  await page
    .getByRole('region', { name: t('bulk.title') })
    .getByRole('button', { name: t(action), exact: true })
    .click();
  await untilDialog(page);
};

const theSave = (page: Page, t: Texts) => page.getByRole('dialog').getByRole('button', { name: t('save') });

const refuseRange = async (page: Page, t: Texts) => {
  await press('rules.add')(page, t);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('rules.range')).fill('10.0.0.1/8');
  await theSave(page, t).click();
  await dialog.getByText('10.0.0.1/8', { exact: false }).waitFor();
};

const dateOf = (page: Page, t: Texts) =>
  page.getByRole('textbox', { name: t('action.suspend.until'), exact: true });

const USER_TABS = [
  '',
  '/contact',
  '/access',
  '/permissions',
  '/security',
  '/sessions',
  '/login-history',
  '/mails',
  '/notes',
];
const ACTIONS = [
  'lock',
  'block-access',
  'suspend',
  'disable',
  'set-password',
  'copy-access',
  'delete',
] as const;
const BULK = ['lock', 'suspend', 'assign-role', 'delete'] as const;

/** The list of users, and new ones. */
export const SCREENS_OF_USERS: Screen[] = [
  { name: 'users', path: () => 'users' },
  { name: 'users, none of whom match', path: () => 'users?_q=nobodyatall' },
  { name: 'users filtered', path: () => 'users?filters[$and][0][status][$eq]=active' },
  { name: 'the filters', path: () => 'users', open: press('filters') },
  { name: 'the columns', path: () => 'users', open: press('columns.choose') },
  { name: 'the keys', path: () => 'users', open: press('keys.title') },
  {
    name: 'a new view',
    path: () => 'users?filters[$and][0][status][$eq]=active',
    open: async (page, t) => {
      await press('views.create')(page, t);
      await untilDialog(page);
    },
  },
  { name: 'a selection', path: () => 'users', open: chooseEverybody },
  ...BULK.map((action) => ({
    name: `${action} of many`,
    path: () => 'users',
    open: bulk(`bulk.${action}`),
  })),
  { name: 'a new user', path: () => 'users/create' },
  { name: 'a new API-only user', path: () => 'users/create?type=api-only' },
  {
    name: 'a new user with nothing filled in',
    path: () => 'users/create',
    open: async (page, t) => {
      await press('save')(page, t);
      await page.getByText(t('field.required')).first().waitFor();
    },
  },
];

/** What there is of one user. */
export const SCREENS_OF_A_USER: Screen[] = [
  ...USER_TABS.map((tab) => ({
    name: `a user${tab}`,
    path: ({ ada }: Ids) => `users/${ada}${tab}`,
  })),
  {
    name: 'a contact with new rows',
    path: ({ ada }) => `users/${ada}/contact`,
    open: async (page, t) => {
      await press('contact.phones.add')(page, t);
      await press('contact.emails.add')(page, t);
      // By keyboard: the button lies above what is in view, and the mouse would meet Strapi's own navigation there.
      await page
        .getByRole('button', { name: t('save') })
        .first()
        .press('Enter');
      await page.getByText(t('refusal.phone-number')).waitFor();
    },
  },
  { name: 'a locked user', path: ({ locked }) => `users/${locked}` },
  {
    name: 'the OAuth clients of an API-only user, and a key from before',
    path: ({ former }) => `users/${former}/api-keys`,
  },
  { name: 'an API-only user', path: ({ robot }) => `users/${robot}` },
  { name: 'the keys of an API-only user', path: ({ robot }) => `users/${robot}/api-keys` },
  {
    name: 'a new key',
    path: ({ robot }) => `users/${robot}/api-keys`,
    open: async (page, t) => {
      await press('api-keys.add')(page, t);
      await untilDialog(page);
    },
  },
  {
    name: 'a key that has been made',
    path: ({ robot }) => `users/${robot}/api-keys?new=1`,
    open: async (page, t) => {
      await page.getByLabel(t('api-key.description')).fill('Import');
      await press('api-keys.add.confirm')(page, t);
      await page.getByText(t('api-key.made')).waitFor();
    },
  },
  {
    name: 'a new delegation with nothing filled in',
    path: ({ ada }) => `users/${ada}/delegation`,
    open: async (page, t) => {
      await press('delegations.add')(page, t);
      await theSave(page, t).click();
      await page.getByText(t('field.required')).first().waitFor();
    },
  },
  { name: 'a disabled user', path: ({ disabled }) => `users/${disabled}` },
  { name: 'a user there is not', path: () => 'users/999999' },
  { name: 'a rule that is refused', path: ({ ada }) => `users/${ada}/ip-addresses`, open: refuseRange },
  {
    name: 'permissions, none of which match',
    path: ({ ada }) => `users/${ada}/permissions`,
    open: async (page, t) => {
      await page.getByLabel(t('permissions.search')).fill('nothingatall');
      await page.getByText(t('permissions.none.match')).waitFor();
    },
  },
];

/** What can be done to one. */
export const SCREENS_OF_ACTIONS: Screen[] = [
  ...ACTIONS.map((action) => ({
    name: `${action} a user`,
    path: ({ ada }: Ids) => `users/${ada}`,
    open: pick(`action.${action}`),
  })),
  { name: 'what can be done', path: ({ ada }) => `users/${ada}`, open: press('actions') },
  {
    name: 'the calendar',
    path: ({ ada }) => `users/${ada}`,
    open: async (page, t) => {
      await pick('action.suspend')(page, t);
      await dateOf(page, t).press('ArrowDown');
      await page.getByRole('grid').waitFor();
    },
  },
  {
    name: 'the times of a day, and no day',
    path: ({ ada }) => `users/${ada}`,
    open: async (page, t) => {
      await pick('action.suspend')(page, t);
      await dateOf(page, t).fill('?');
      await dateOf(page, t).press('Enter');
      await page.getByText(t('date.wrong.date')).waitFor();
      await page.getByPlaceholder(t('date.end')).last().press('ArrowDown');
      await page.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'unlocking',
    path: ({ locked }) => `users/${locked}`,
    open: async (page, t) => {
      await press('action.unlock')(page, t);
      await untilDialog(page);
    },
  },
];

/** All the others. */
export const OTHER_SCREENS: Screen[] = [
  { name: 'roles', path: () => 'roles' },
  { name: 'roles, none of which match', path: () => 'roles?_q=nothingatall' },
  { name: 'a role', path: ({ role }) => `roles/${role}` },
  {
    name: 'a role, changed and refused',
    path: ({ role }) => `roles/${role}`,
    open: async (page, t) => {
      await page.getByRole('button', { name: /^Article/ }).click();
      await page.getByRole('checkbox', { name: 'delete' }).check();
      await page.getByLabel(t('roles.maxSessions')).fill('1000');
      await press('save')(page, t);
      await page.getByText(t('policy.out-of-range')).first().waitFor();
    },
  },
  { name: 'a role there is not', path: () => 'roles/999999' },
  { name: 'the accounts', path: () => 'accounts' },
  {
    name: 'a new account',
    path: () => 'accounts',
    open: async (page, t) => {
      await press('accounts.add')(page, t);
      await untilDialog(page);
    },
  },
  {
    name: 'an account that is moved',
    path: () => 'accounts',
    open: async (page, t) => {
      await page.getByRole('treeitem').first().getByRole('button').click();
      await page.getByRole('menuitem', { name: t('accounts.move') }).click();
      await untilDialog(page);
    },
  },
  { name: 'the login history', path: () => 'login-history' },
  { name: 'the activity', path: () => 'activity' },
  {
    name: 'the activity of one kind',
    path: () => 'activity?filters[$and][0][about][$eq]=account',
  },
  {
    name: 'activity, none of which matches',
    path: () => 'activity?filters[$and][0][action][$eq]=token-read',
  },
  { name: 'who could sign in', path: () => 'explain' },
  {
    name: 'who could sign in, answered',
    path: ({ locked }) => `explain?user=${locked}&ip=${ELSEWHERE}`,
    open: async (page) => {
      // By keyboard, as above.
      await page.getByRole('button', { name: /^(Alle|All) \d+ / }).press('Enter');
      await page.getByRole('grid').waitFor();
    },
  },
  { name: 'the role groups', path: () => 'role-groups' },
  { name: 'no role group that matches', path: () => 'role-groups?_q=nothingatall' },
  {
    name: 'a new role group with nothing filled in',
    path: () => 'role-groups',
    open: async (page, t) => {
      await press('role-groups.add')(page, t);
      await theSave(page, t).click();
      await page.getByText(t('field.required')).first().waitFor();
    },
  },
  {
    name: 'deleting a role group',
    path: () => 'role-groups',
    open: async (page, t) => {
      await press('role-groups.delete')(page, t);
      await untilDialog(page);
    },
  },
  { name: 'the DAC groups', path: () => 'dac-groups' },
  { name: 'no DAC group that matches', path: () => 'dac-groups?_q=nothingatall' },
  {
    name: 'a new DAC group with nothing filled in',
    path: () => 'dac-groups',
    open: async (page, t) => {
      await press('dac.add')(page, t);
      await theSave(page, t).click();
      await page.getByText(t('field.required')).first().waitFor();
    },
  },
  {
    name: 'deleting a DAC group',
    path: () => 'dac-groups',
    open: async (page, t) => {
      await press('dac.delete')(page, t);
      await untilDialog(page);
    },
  },
  { name: 'the licences', path: () => 'licences' },
  {
    name: 'a new licence with nothing filled in',
    path: () => 'licences',
    open: async (page, t) => {
      await press('licences.add')(page, t);
      await theSave(page, t).click();
      await page.getByText(t('field.required')).first().waitFor();
    },
  },
  {
    name: 'deleting a licence',
    path: () => 'licences',
    open: async (page, t) => {
      await press('licences.delete')(page, t);
      await untilDialog(page);
    },
  },
  { name: 'the environment', path: () => 'environment' },
  {
    name: 'the environment, changed and not saved',
    path: () => 'environment',
    open: async (page, t) => {
      await page.getByLabel(t('policy.lockout.maxFailedTries')).first().fill('3');
      await page.getByText(t('policy.pending'), { exact: true }).waitFor();
    },
  },
  { name: 'addresses for everybody', path: () => 'ip-rules' },
  {
    name: 'the home page',
    isStrapis: true,
    path: () => '../..',
    open: (page, t) => page.getByText(t('widget.attention.title')).waitFor(),
  },
];

/** People in several states, with something in every list. */
export const peopleToLookAt = async (): Promise<Ids> => {
  const words = shared;
  const ada = await words.aUserAtWork({ firstname: 'Ada', lastname: 'Lovelace' });
  const locked = await words.aUser({ firstname: 'Lars', lastname: 'Lockwood', state: 'auto-locked' });
  const disabled = await words.aUser({ firstname: 'Dora', lastname: 'Dormant', state: 'disabled' });
  for (const state of [
    'suspended',
    'locked-by-admin',
    'not-yet-valid',
    'expired',
    'provisioned',
    'api-only',
  ] as const)
    await words.aUser({ firstname: 'Some', lastname: `Body ${state}`, state });
  await words.addRule({ scope: 'user', user: ada.id, range: OFFICE, note: 'Office' });
  await words.gatehouse.post(`/users/${ada.id}/notes`, { body: { text: 'Urlaub.' } });
  await words.gatehouse.put(`/users/${ada.id}/contact`, {
    body: {
      street: '1 Dorset Street',
      city: 'London',
      country: 'GB',
      phones: [{ kind: 'work', number: '+44 20 7946 0958' }],
      emails: ['ada@home.example'],
    },
  });
  const author = await words.roleId('strapi-author');
  const newsroom = await words.gatehouse.post('/role-groups', {
    body: { name: 'Newsroom', description: 'Who writes the news', roles: [author] },
  });
  await words.change(ada, { roleGroups: [newsroom.body.data.id] });
  const { body } = await words.gatehouse.post('/dac-groups', { body: { code: 'EMEA', name: 'Europa' } });
  await words.gatehouse.put(`/users/${ada.id}/dac-groups`, { body: { dacGroups: [body.data.id] } });
  const delegations = delegationsAt(words);
  await delegations.aDelegation(ada, { forUser: locked.id });
  await delegations.aDelegation(ada, { resource: 'cost-centre:4711', purpose: null });
  await delegations.aDelegation(disabled, { forDacGroup: body.data.id, validTo: await words.fromNow(DAY) });
  const { aLicence } = licencesAt(words);
  await aLicence({ name: 'Agentur', seats: 1 });
  await words.change(ada, { mobile: '+44 20 7946 0000', timeZone: 'Europe/London' });
  const role = await words.roleId('strapi-editor');
  await words.gatehouse.put(`/roles/${role}`, {
    body: {
      apiActions: ['find', 'create'].map((action) => `api::article.article.${action}`),
      maxSessions: 5,
    },
  });
  await words.addRule({ scope: 'role', role, range: '10.0.0.0/8', note: 'Office' });
  await words.setPolicy({ lockout: { lockMinutes: 20 } });
  const { anAccount, place } = accountsAt(words);
  await anAccount(null, 'Umbrella');
  await place(ada, [{ account: await anAccount(await anAccount(null, 'Acme'), 'Europe'), role: 'admin' }]);
  const { aClientOf, aKeyOf, anApiOnlyUser, rotate } = apiOnlyAt(words);
  const robot = await anApiOnlyUser();
  await rotate(await aKeyOf(robot), { overlapHours: 12 });
  const former = await anApiOnlyUser();
  await aKeyOf(former);
  await aClientOf(former);
  return { former: former.id, ada: ada.id, locked: locked.id, disabled: disabled.id, robot: robot.id, role };
};

/** Opens screens in a page, one after the other, each by its address. */
export const screensIn = (page: Page, { ids, t }: { ids: Ids; t: Texts }) => {
  const underWay = new Set<Request>();
  page.on('request', (request) => underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  // What was typed to look at it is let go.
  page.on('dialog', (dialog) => void dialog.accept());
  let isSound = false;

  /** Waits until nothing of the page is on its way any more. */
  const untilStill = async () => {
    do {
      await page.waitForFunction(isAllThere);
      await page.evaluate(twoFrames);
    } while (underWay.size > 0 || !(await page.evaluate(isAllThere)));
  };

  return {
    untilStill,
    show: async ({ path, open }: Screen) => {
      await (isSound ? visit(page, path(ids)) : load(page, path(ids)));
      isSound = false;
      await untilStill();
      await open?.(page, t);
      await untilStill();
    },
    /** Says that the screen was as it should be; after one that was not, the panel begins anew. */
    wasSound: () => {
      isSound = true;
    },
  };
};

const twoFrames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/** Whether the page says of nothing that it is still to come. */
const isAllThere = () =>
  document.querySelector('main') !== null &&
  document.querySelector('[aria-busy=true]') === null &&
  // Strapi's own word for it, in the design system's fields.
  document.evaluate("//body//*[normalize-space()='Loading']", document, null, XPathResult.BOOLEAN_TYPE)
    .booleanValue === false;
