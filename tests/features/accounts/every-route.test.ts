import type { Contract } from '../../../shared/contracts';
import { contracts } from '../contracts';
import { mailsAt } from '../mail/vocabulary';
import { requestFor, send } from '../permissions/requests';
import { anEmail, OFFICE, shared, succeed, type Answer, type Person, type State } from '../vocabulary';
import { accountsAt } from './vocabulary';

const { addRule, aRole, aUser, gatehouse, putBack, signIn, sql } = shared;
const { aLimitedAdmin, anAccount, clear, place } = accountsAt(shared);

/** A list: the ids of the users whom an answer names. */
type Lists = { query?: string; userIdsIn: (answer: Answer) => unknown[] };
/**
 * `user`: about one user: answered within reach; without, as if there were no such user. `own`: one's own things.
 * `open`: what holds for everybody, and is only read. `refused`: what is everybody's. `reach.test.ts`: has a test of its
 * own there.
 */
type Row = 'user' | 'own' | 'open' | 'refused' | 'reach.test.ts' | Lists;

const aRuleOf = async ({ id }: Person) => addRule({ scope: 'user', user: id, range: OFFICE });
const listed = ({ body }: Answer, of: (row: { id: number; user: never }) => unknown) => body.data.map(of);

const table: Record<string, Row> = {
  // Users
  listUsers: { query: '?pageSize=200', userIdsIn: (answer) => listed(answer, ({ id }) => id) },
  getAttention: 'reach.test.ts',
  getUser: 'user',
  createUser: 'reach.test.ts',
  inviteUsers: 'reach.test.ts',
  bulkUsers: 'reach.test.ts',
  previewBulk: 'reach.test.ts',
  getJob: 'reach.test.ts',
  updateUser: 'user',
  deleteUser: 'user',
  getContact: 'user',
  updateContact: 'user',
  lockUser: 'user',
  unlockUser: 'user',
  blockAccess: 'user',
  allowAccess: 'user',
  suspendUser: 'user',
  enableUser: 'user',
  disableUser: 'user',
  resetTries: 'user',
  getPasswordRules: 'user',
  setPassword: 'user',
  autoResetPassword: 'user',
  forcePasswordChange: 'user',
  sendResetEmail: 'user',
  resendInvitation: 'user',
  listSessions: 'user',
  endSession: 'user',
  endSessions: 'user',
  listLog: 'user',
  addNote: 'user',
  getUserMfa: 'user',
  requireMfa: 'user',
  resetMfa: 'user',
  removeMfa: 'user',
  makeEnrolCode: 'user',
  deleteTrustedDevices: 'user',
  listApiKeys: 'user',
  createApiKey: 'user',
  rotateApiKey: 'user',
  revokeApiKey: 'user',
  listOAuthClients: 'user',
  createOAuthClient: 'user',
  deleteOAuthClient: 'user',
  getUserPermissions: 'user',
  explainAccess: 'user',
  listUserDacGroups: 'user',
  setUserDacGroups: 'user',
  listUserRoleGroups: 'user',
  setUserRoleGroups: 'user',
  copyAccess: 'user',
  previewCopyAccess: 'user',
  listDelegations: 'user',
  listDelegates: 'user',
  createDelegation: 'user',
  updateDelegation: 'user',
  deleteDelegation: 'user',
  listUserAccounts: 'user',
  setUserAccounts: 'reach.test.ts',

  // Records
  listLoginAttempts: {
    query: '?pageSize=200',
    userIdsIn: (answer) => listed(answer, ({ user: of }) => (of as { id: number } | null)?.id),
  },
  summarizeLoginAttempts: 'reach.test.ts',
  exportLoginAttempts: 'reach.test.ts',
  listMails: { query: '?pageSize=200', userIdsIn: (answer) => listed(answer, ({ user: of }) => of) },
  sendMailAgain: 'user',

  // IP rules
  listIpRules: {
    query: '?pageSize=200',
    userIdsIn: (answer) => listed(answer, ({ user: of }) => (of as { id: number } | null)?.id),
  },
  createIpRule: 'user',
  updateIpRule: 'user',
  deleteIpRule: 'user',

  // Accounts
  listAccounts: 'reach.test.ts',
  createAccount: 'reach.test.ts',
  updateAccount: 'reach.test.ts',
  deleteAccount: 'reach.test.ts',

  // Everybody's
  listDacGroups: 'open',
  createDacGroup: 'refused',
  updateDacGroup: 'refused',
  deleteDacGroup: 'refused',
  listRoleGroups: 'open',
  getRoleGroup: 'open',
  createRoleGroup: 'refused',
  updateRoleGroup: 'refused',
  deleteRoleGroup: 'refused',
  listLicences: 'open',
  createLicence: 'refused',
  updateLicence: 'refused',
  deleteLicence: 'refused',
  listRoles: 'open',
  getRole: 'open',
  listApiActions: 'open',
  updateRole: 'refused',
  listRoleChanges: 'refused',
  getPolicy: 'open',
  listPolicyChanges: 'open',
  getOpenApi: 'open',
  // Nobody's own, and full of names of others.
  listActivity: 'refused',
  exportActivity: 'refused',
  updatePolicy: 'refused',
  previewPolicy: 'refused',
  listMailTemplates: 'open',
  previewMailTemplate: 'open',
  updateMailTemplate: 'refused',
  resetMailTemplate: 'refused',
  testMailTemplate: 'refused',

  // One's own, and doors
  ...Object.fromEntries(
    [
      'listSavedViews',
      'createSavedView',
      'updateSavedView',
      'deleteSavedView',
      'getPreferences',
      'updatePreferences',
      'getMe',
      'updateMe',
      'changeMyPassword',
      'stepUp',
      'getMyMfa',
      'beginMyTotp',
      'confirmMyTotp',
      'beginMyPasskey',
      'confirmMyPasskey',
      'beginMyCode',
      'confirmMyCode',
      'removeMyFactor',
      'renewMyRecoveryCodes',
      'deleteMyTrustedDevices',
      'listMySessions',
      'endMySession',
      'endMyOtherSessions',
      'completeSignIn',
      'enrolAtSignIn',
      'askPasskey',
      'askCode',
      'readLink',
      'useLink',
    ].map((name) => [name, 'own' as const]),
  ),
};

/** As what is beyond reach is not there, where its id does not stand in the path. */
const beyond: Record<string, { status: number; code: string }> = {
  createIpRule: { status: 400, code: 'UNKNOWN_USER' },
};

it('has a row for every route, and no row for none', () => {
  expect(Object.keys(table).sort()).toEqual(contracts.map(([name]) => name).sort());
});

const isList = (row: Row | undefined): row is Lists => typeof row === 'object';
const routes = (is: (row: Row | undefined) => boolean) => contracts.filter(([name]) => is(table[name]));

it('is declared by each contract as the table has it', () => {
  const scopeOf = (name: string) => contracts.find(([one]) => one === name)?.[1].scope;
  const declared = (row: Row) =>
    Object.keys(table)
      .filter((name) => table[name] === row)
      .map(scopeOf);

  expect(new Set(declared('own'))).toEqual(new Set(['own']));
  expect(new Set(declared('open'))).toEqual(new Set(['open']));
  expect(new Set(declared('refused'))).toEqual(new Set(['everybody']));
});

let mine: number;
let theirs: number;
let emptyRole: number;
let admin: Awaited<ReturnType<typeof aLimitedAdmin>>;
beforeAll(async () => {
  const top = await anAccount();
  mine = await anAccount(await anAccount(top));
  theirs = await anAccount();
  emptyRole = (await aRole()).id;
  admin = await aLimitedAdmin([top]);
});
afterAll(async () => {
  await clear();
  await putBack();
});

const aMember = async (accounts: number[], state?: State) => {
  const person = await aUser({ roles: [emptyRole], ...(state && { state }) });
  await place(
    person,
    accounts.map((account) => ({ account })),
  );
  return person;
};

const ask = async (name: string, contract: Contract, accounts: number[] = [mine], query = '') => {
  const user = (state?: State) => aMember(accounts, state);
  const about = { asker: admin, user, role: emptyRole, account: mine };
  return send(contract, await requestFor(name, about), { ...admin.ask, query });
};

describe.each(routes((row) => row === 'user'))('%s', (name, contract) => {
  it('works for a user of an account below', async () => {
    const answer = await ask(name, contract);

    expect([answer.status, answer.body?.error]).toEqual([contract.status, undefined]);
  });

  it('knows no user of another account, or of none', async () => {
    for (const accounts of [[theirs], []])
      expect(await ask(name, contract, accounts)).toFailWith(
        beyond[name] ?? { status: 404, code: 'NOT_FOUND' },
      );
  });

  it('shows a user of another account too, and leaves them as they are', async () => {
    const answer = await ask(name, contract, [mine, theirs]);

    if (contract.method === 'GET' || name === 'explainAccess') expect(answer.status).toBe(contract.status);
    else expect(answer).toFailWith({ status: 403, code: 'OUT_OF_REACH' });
  });
});

it.each(routes(isList))('%s names users within reach and oneself alone', async (name, contract) => {
  const { query, userIdsIn } = table[name] as Lists;
  const people = [
    await aMember([mine]),
    await aMember([mine, theirs]),
    await aMember([theirs]),
    await aMember([]),
  ];
  const [inside, both, outside, nowhere] = people.map(({ id }) => id);
  for (const person of people) {
    await signIn(person);
    await mailsAt(shared).notify(person);
    await aRuleOf(person);
  }

  const ids = new Set(userIdsIn(await ask(name, contract, [], query)));

  expect([inside, both, outside, nowhere].map((id) => ids.has(id))).toEqual([true, true, false, false]);
  const known = await sql<{ user_id: number }>('SELECT ?? FROM ?? WHERE ?? = ?', [
    ...['user_id', 'gatehouse_account_members', 'account_id'],
    mine,
  ]);
  const allowed = new Set<unknown>([...known.map((row) => Number(row.user_id)), admin.id, null, undefined]);
  expect([...ids].filter((id) => !allowed.has(id))).toEqual([]);
});

it.each(routes((row) => row === 'refused'))('%s is refused, as it is everybody’s', async (name, contract) => {
  const answer = await ask(name, contract);

  expect(answer).toFailWith({ status: 403, code: 'OUT_OF_REACH' });
});

it.each(routes((row) => row === 'open'))('%s is read by everybody', async (name, contract) => {
  const answer = await ask(name, contract);

  expect([answer.status, answer.body?.error]).toEqual([contract.status, undefined]);
});

it('finds nobody by an address or a filter who is beyond reach', async () => {
  const email = anEmail('beyond');
  const person = await aUser({ email, roles: [emptyRole] });
  await place(person, [{ account: theirs }]);
  const both = await aMember([mine, theirs]);
  const totalOf = async (query: string) =>
    succeed(await gatehouse.get(`/users?${query}`, admin.ask)).body.meta.pagination.total;

  expect(await totalOf(`_q=${encodeURIComponent(email)}`)).toBe(0);
  expect(await totalOf(`filters[account][$eq]=${theirs}`)).toBe(0);
  expect(await totalOf(`_q=${encodeURIComponent(both.email)}&filters[status][$eq]=active`)).toBe(1);
});
