import { randomUUID } from 'node:crypto';

import type { Contract } from '../../../shared/contracts';
import { ERROR_CODES } from '../../../shared/error-codes';
import { accountsAt } from '../accounts/vocabulary';
import { FIND } from '../api-keys/api-only';
import { contracts } from '../contracts';
import { anAdminTokenOf, aTokenOwner } from '../doors/admin-tokens';
import { anEmail, OFFICE, shared, succeed, type Answer, type Person, type State } from '../vocabulary';
import { anEditorsRole, type Asker, type Caller, CALLERS, oneOfEach } from './callers';
import { requestFor, send, type Sent } from './requests';

const { aRole, aUser, aUserAtWork, call, change, gatehouse, putBack, roleId } = shared;
const { anAccount, clear, limit, place } = accountsAt(shared);

/** `in`: as the contract says. Else what is answered: the status, and the code where there is one. */
type Verdict = string;
type Row = Record<Caller, Verdict> & {
  /** To who is no super admin, where the user whom it is about is one. */
  superAdmin?: Verdict | undefined;
  /** What it is about is another one for each who gets in. */
  usesUp?: boolean;
};

const OUTSIDE = { nobody: '401', 'a key of the Content API': '401' };
const UNPERMITTED = { 'an editor': '403', 'a reader': '403' };
const EVERYWHERE = {
  'a panel admin': 'in',
  'a key of the panel': 'in',
  'an admin token': 'in',
  'a super admin': 'in',
};
const limited = (accountAdmin: Verdict, others: Verdict) => ({
  'an account admin': accountAdmin,
  'an account viewer': others,
  'the admin of another account': others,
});

const aboutAUser: Row = {
  ...OUTSIDE,
  ...UNPERMITTED,
  ...limited('in', '404 NOT_FOUND'),
  ...EVERYWHERE,
  superAdmin: '403 SUPER_ADMIN_ONLY',
};
const usedUp: Row = { ...aboutAUser, usesUp: true };
const everybodys: Row = {
  ...OUTSIDE,
  ...UNPERMITTED,
  ...limited('403 OUT_OF_REACH', '403 OUT_OF_REACH'),
  ...EVERYWHERE,
};
const read: Row = { ...everybodys, ...limited('in', 'in') };
/** About one's own user: of sessions, whatever they permit. */
const own: Row = {
  ...read,
  'an editor': 'in',
  'a reader': 'in',
  'a key of the panel': '401',
  'an admin token': '401',
};
/** The same of who may look at users. */
const ownView: Row = { ...read, 'a reader': 'in' };
/** Whoever asks is told the same as who never signed in. */
const door = (code: string) =>
  Object.fromEntries(CALLERS.map((caller) => [caller, `400 ${code}`])) as Record<Caller, Verdict>;

const rows: Record<string, Row> = {
  // Users
  createUser: { ...read, ...limited('in', '400 UNKNOWN_ACCOUNT') },
  inviteUsers: { ...read, ...limited('in', '400 UNKNOWN_ACCOUNT') },
  bulkUsers: {
    ...usedUp,
    'a reader': '403 NOT_PERMITTED',
    ...limited('in', '200 NOT_FOUND'),
    superAdmin: '200 SUPER_ADMIN_ONLY',
  },
  updateUser: aboutAUser,
  deleteUser: usedUp,
  updateContact: aboutAUser,
  lockUser: usedUp,
  unlockUser: aboutAUser,
  blockAccess: usedUp,
  allowAccess: aboutAUser,
  suspendUser: usedUp,
  enableUser: aboutAUser,
  disableUser: usedUp,
  resetTries: aboutAUser,
  setPassword: usedUp,
  autoResetPassword: aboutAUser,
  forcePasswordChange: aboutAUser,
  sendResetEmail: aboutAUser,
  resendInvitation: aboutAUser,
  endSession: aboutAUser,
  endSessions: aboutAUser,
  // Which changes nothing of whom it is about.
  addNote: { ...aboutAUser, superAdmin: undefined },
  requireMfa: aboutAUser,
  resetMfa: aboutAUser,
  removeMfa: aboutAUser,
  deleteTrustedDevices: aboutAUser,
  createApiKey: aboutAUser,
  rotateApiKey: aboutAUser,
  revokeApiKey: aboutAUser,
  createOAuthClient: usedUp,
  deleteOAuthClient: aboutAUser,
  setUserDacGroups: aboutAUser,
  setUserAccounts: aboutAUser,
  setUserRoleGroups: aboutAUser,
  copyAccess: aboutAUser,
  createDelegation: aboutAUser,
  updateDelegation: aboutAUser,
  deleteDelegation: usedUp,
  sendMailAgain: aboutAUser,
  explainAccess: { ...aboutAUser, superAdmin: undefined },
  createIpRule: { ...usedUp, ...limited('in', '400 UNKNOWN_USER') },
  updateIpRule: usedUp,
  deleteIpRule: usedUp,

  // Accounts
  createAccount: { ...read, ...limited('in', '400 UNKNOWN_ACCOUNT') },
  updateAccount: { ...read, ...limited('in', '404 NOT_FOUND') },
  deleteAccount: { ...read, ...limited('in', '404 NOT_FOUND') },

  // Everybody's
  createDacGroup: everybodys,
  updateDacGroup: everybodys,
  deleteDacGroup: everybodys,
  createRoleGroup: everybodys,
  updateRoleGroup: everybodys,
  deleteRoleGroup: everybodys,
  createLicence: everybodys,
  updateLicence: everybodys,
  deleteLicence: everybodys,
  updateRole: everybodys,
  updatePolicy: everybodys,
  previewPolicy: everybodys,
  updateMailTemplate: everybodys,
  resetMailTemplate: everybodys,
  testMailTemplate: everybodys,
  previewMailTemplate: { ...read, 'a reader': 'in' },

  // One's own
  createSavedView: ownView,
  updateSavedView: ownView,
  deleteSavedView: ownView,
  updatePreferences: ownView,
  updateMe: own,
  changeMyPassword: own,
  stepUp: own,
  beginMyTotp: own,
  confirmMyTotp: own,
  beginMyPasskey: own,
  confirmMyPasskey: own,
  beginMyCode: own,
  confirmMyCode: own,
  removeMyFactor: own,
  renewMyRecoveryCodes: own,
  deleteMyTrustedDevices: own,
  endMySession: own,
  endMyOtherSessions: own,

  // Doors
  completeSignIn: door('CHALLENGE_INVALID'),
  enrolAtSignIn: door('CHALLENGE_INVALID'),
  askPasskey: door('CHALLENGE_INVALID'),
  askCode: door('CHALLENGE_INVALID'),
  readLink: door('LINK_INVALID'),
  useLink: door('LINK_INVALID'),
};

const mutations = contracts.filter(([, { method }]) => method !== 'GET');

it('has a row for every mutation, and no row for none', () => {
  expect(Object.keys(rows).sort()).toEqual(mutations.map(([name]) => name).sort());
});

let account: number;
let role: number;
/** That permits what no permission of Gatehouse does. */
let more: number;
let askers: Record<Caller, Asker>;
/** Whose own things are asked for by who has no session. */
let bystander: Person & { token: string };
beforeAll(async () => {
  await clear();
  account = await anAccount();
  role = (await aRole()).id;
  more = (await anEditorsRole()).id;
  bystander = await aUserAtWork({ roles: [role] });
  askers = await oneOfEach({ account, other: await anAccount() });
});
afterAll(async () => {
  // The last one there is is to be found by others.
  for (const { id } of superAdmins) await gatehouse.delete(`/users/${id}`);
  await clear();
  await putBack();
});

const aMember = async (state?: State) => {
  const person = await aUser({ roles: [role], ...(state && { state }) });
  await place(person, [{ account }]);
  return person;
};
const superAdmins: { id: number }[] = [];
const aSuperAdmin = async (state?: State) => {
  const person = await aUser({ roles: ['strapi-super-admin'], ...(state && { state }) });
  superAdmins.push(person);
  return person;
};
/** One and the same, however often it is asked for. */
const once = (make: (state?: State) => Promise<Person>) => {
  let made: Promise<Person> | undefined;
  return (state?: State) => (made ??= make(state));
};

const verdictOf = ({ status: wanted }: Contract, { status, body }: Answer): Verdict => {
  // Of many users each has a code.
  const code = body?.error?.details?.code ?? (Array.isArray(body?.data) && body.data[0]?.code);
  const isRefused = Object.hasOwn(ERROR_CODES, code);
  return status === wanted && !isRefused ? 'in' : [status, isRefused && code].filter(Boolean).join(' ');
};

/** Of all that Gatehouse keeps, but for what it keeps of refusals and what changes by itself. */
const everything = () =>
  call<string>(`(async () => {
  const counted = ['strapi_api_tokens', 'strapi_sessions', 'gatehouse_sessions', 'gatehouse_jobs'];
  // Mails are queued after an answer, for who got in before.
  const skipped = [...counted, 'gatehouse_mails', 'gatehouse_login_attempts', 'gatehouse_devices', 'gatehouse_settings'];
  const tables = Object.values(strapi.contentTypes)
    .filter(({ uid }) => uid.startsWith('plugin::gatehouse.'))
    .map(({ collectionName }) => collectionName)
    .filter((name) => !skipped.includes(name));
  const from = (name) => strapi.db.connection(name);
  const rows = await Promise.all(['admin_users', ...tables].map((name) => from(name).orderBy('id')));
  const counts = await Promise.all(counted.map((name) => from(name).count('* as n')));
  const policy = await strapi.plugin('gatehouse').service('policy').current();
  return process.getBuiltinModule('node:crypto').createHash('sha256')
    .update(JSON.stringify([rows, counts, policy])).digest('hex');
})()`);

describe.each(mutations)('%s', (name, contract) => {
  const { superAdmin, usesUp, ...row } = rows[name] as Row;

  const prepare = ({ person, ...asker }: Asker, user: (state?: State) => Promise<Person>) =>
    requestFor(name, { asker: person ?? { ...bystander, ...asker }, user, role, account });
  /** The same request of all of them, which leaves everything as it was. */
  const refused = async (callers: readonly Caller[], user: (state?: State) => Promise<Person>) => {
    const sent = await prepare(bystander, user);
    const before = await everything();
    const verdicts: Record<string, Verdict> = {};
    for (const caller of callers)
      verdicts[caller] = verdictOf(contract, await send(contract, sent, askers[caller]));
    expect(await everything()).toBe(before);
    return verdicts;
  };

  it('lets in who may, and leaves everything as it was for all others', async () => {
    const user = once(aMember);
    const verdicts = await refused(
      CALLERS.filter((caller) => row[caller] !== 'in'),
      user,
    );
    for (const caller of CALLERS.filter((one) => row[one] === 'in')) {
      const sent = await prepare(askers[caller], usesUp ? once(aMember) : user);
      verdicts[caller] = verdictOf(contract, await send(contract, sent, askers[caller]));
    }

    expect(verdicts).toEqual(row);
  });

  if (superAdmin)
    it('is no way to touch a super admin', async () => {
      const callers = ['a panel admin', 'a key of the panel', 'an admin token'] as const;

      const verdicts = await refused(callers, once(aSuperAdmin));

      expect(verdicts).toEqual(Object.fromEntries(callers.map((caller) => [caller, superAdmin])));
    });
});

const WITH_ALL_PERMISSIONS = ['a panel admin', 'a key of the panel', 'an admin token'] as const;
const LIMITED_TOO = [...WITH_ALL_PERMISSIONS, 'an account admin'] as const;

const aRobot = async () => {
  const robot = await aUser({ roles: [more], state: 'api-only' });
  await place(robot, [{ account }]);
  return robot;
};
const onCredentialOf = async (robot: Person) => {
  const body = { description: 'x' };
  return succeed(await gatehouse.post(`/users/${robot.id}/api-keys`, { body }), 201).body.data.id as number;
};

/** What grants something, or bears on super admins: who holds every permission of Gatehouse does not do it. */
const beyond: [
  what: string,
  mutation: string,
  callers: readonly Caller[],
  code: string,
  () => Promise<Sent>,
][] = [
  [
    'makes a user with more',
    'createUser',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ body: { email: anEmail(), roles: [more], accounts: [{ account }] } }),
  ],
  [
    'invites somebody with more',
    'inviteUsers',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ body: { emails: [anEmail()], roles: [more], accounts: [{ account }] } }),
  ],
  [
    'gives a user more',
    'updateUser',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ id: (await aMember()).id, body: { roles: [role, more] } }),
  ],
  [
    'gives many users more',
    'bulkUsers',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ body: { ids: [(await aMember()).id], action: 'assign-role', role: more } }),
  ],
  [
    'makes a key that may do more',
    'createApiKey',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ id: (await aRobot()).id, body: { description: 'x' } }),
  ],
  [
    'replaces one',
    'rotateApiKey',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ id: await onCredentialOf(await aRobot()), body: {} }),
  ],
  [
    'makes an OAuth client that may do more',
    'createOAuthClient',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => {
      const { id } = await aRobot();
      await change({ id }, { authType: 'oauth-client' });
      return { id, body: { description: 'x' } };
    },
  ],
  [
    'gives a DAC group that is not theirs',
    'setUserDacGroups',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => {
      const body = { code: randomUUID(), name: 'A group' };
      const { id } = succeed(await gatehouse.post('/dac-groups', { body }), 201).body.data;
      return { id: (await aMember()).id, body: { dacGroups: [id] } };
    },
  ],
  [
    'gives a role more of the Content API',
    'updateRole',
    WITH_ALL_PERMISSIONS,
    'MORE_THAN_YOU_HOLD',
    async () => ({ id: role, body: { apiActions: [FIND] } }),
  ],
  [
    'frees a role from its accounts',
    'updateRole',
    WITH_ALL_PERMISSIONS,
    'SUPER_ADMIN_ONLY',
    async () => {
      const { id } = await aRole();
      await limit(id);
      return { id, body: { ownAccountsOnly: false } };
    },
  ],
  [
    'shuts everybody out by address',
    'createIpRule',
    WITH_ALL_PERMISSIONS,
    'SUPER_ADMIN_ONLY',
    async () => ({ body: { scope: 'everyone', range: OFFICE } }),
  ],
  [
    'makes a super admin',
    'createUser',
    LIMITED_TOO,
    'SUPER_ADMIN_ONLY',
    async () => ({
      body: {
        email: anEmail(),
        roles: [await roleId('strapi-super-admin')],
        accounts: [{ account }],
      },
    }),
  ],
];

it.each(beyond)('nobody but a super admin %s', async (_, name, callers, code, prepare) => {
  const contract = mutations.find(([one]) => one === name)?.[1] as Contract;
  const sent = await prepare();
  const before = await everything();

  for (const caller of callers) {
    const verdict = verdictOf(contract, await send(contract, sent, askers[caller]));
    expect([caller, verdict.slice(-code.length)]).toEqual([caller, code]);
  }
  expect(await everything()).toBe(before);

  // Which everybody, the super admin among them, would be kept out by.
  if (name === 'createIpRule') return;
  expect(verdictOf(contract, await send(contract, sent, askers['a super admin']))).toBe('in');
});

it('lets an admin token grant no more than it was given, though its owner is a super admin', async () => {
  const owner = await aTokenOwner(shared);
  superAdmins.push(owner);
  const [narrow, wide] = [await aRole(['users.create']), await aRole(['users.create', 'users.read'])];
  const token = await anAdminTokenOf(shared, owner, ['users.create']);
  const make = (roles: number[]) =>
    gatehouse.post('/users', { token, from: owner.from, body: { email: anEmail(), roles } });

  expect(await make([wide.id])).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
  expect((await make([narrow.id])).status).toBe(201);
});
