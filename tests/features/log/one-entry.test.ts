import { fieldText, shownValue } from '../../../admin/src/components/log/describe-change';
import { LOG_ACTIONS, type LogAction } from '../../../shared/log/actions';
import { contracts } from '../contracts';
import { mailboxAt, codeIn } from '../doors/mailbox';
import { ask as askNatively, aSuperAdmin, permissionTo } from '../native/vocabulary';
import { requestFor, send, type Sent } from '../permissions/requests';
import { aBrowser, anAddress, anEmail, shared, succeed, type Person, type State } from '../vocabulary';
import { type Written, writtenBy } from './written';

const { act, aRole, aUser, change, gatehouse, http, putBack, read, roleId, setPolicy, signIn, sql } = shared;
const mailbox = mailboxAt(shared);

afterAll(putBack);

const mutations = contracts.filter(([, { method, isOpen }]) => method !== 'GET' && !isOpen);

/** What each route writes when it has done what it is asked for; null: it does nothing that stands in a log. */
const table: Record<string, LogAction | null> = {
  createUser: 'created',
  inviteUsers: 'created',
  bulkUsers: 'disabled',
  previewBulk: null,
  updateUser: 'updated',
  deleteUser: 'deleted',
  updateContact: 'contact-changed',
  lockUser: 'locked',
  unlockUser: 'unlocked',
  blockAccess: 'locked',
  allowAccess: 'access-allowed',
  suspendUser: 'suspended',
  enableUser: 'enabled',
  disableUser: 'disabled',
  resetTries: 'tries-reset',
  setPassword: 'password-set',
  autoResetPassword: 'password-generated',
  forcePasswordChange: 'password-change-forced',
  sendResetEmail: 'reset-mail-sent',
  resendInvitation: 'invitation-sent',
  endSession: 'session-ended',
  endSessions: 'sessions-ended',
  addNote: 'note',
  requireMfa: 'mfa-requirement-set',
  resetMfa: 'mfa-reset',
  removeMfa: 'mfa-removed',
  makeEnrolCode: 'enrol-code-made',
  deleteTrustedDevices: 'trusted-devices-deleted',
  createApiKey: 'api-key-created',
  rotateApiKey: 'api-key-rotated',
  revokeApiKey: 'api-key-revoked',
  createOAuthClient: 'oauth-client-created',
  deleteOAuthClient: 'oauth-client-deleted',
  setUserDacGroups: 'dac-groups-changed',
  setUserAccounts: 'accounts-changed',
  setUserRoleGroups: 'role-groups-changed',
  copyAccess: 'access-copied',
  previewCopyAccess: null,
  createDelegation: 'delegation-given',
  updateDelegation: 'delegation-changed',
  deleteDelegation: 'delegation-ended',
  // One that still waits is tried at once: nothing is sent again.
  sendMailAgain: null,
  explainAccess: null,
  createIpRule: 'ip-rule-added',
  updateIpRule: 'ip-rule-changed',
  deleteIpRule: 'ip-rule-removed',
  createAccount: 'account-created',
  updateAccount: 'account-changed',
  deleteAccount: 'account-deleted',
  createDacGroup: 'dac-group-created',
  updateDacGroup: 'dac-group-renamed',
  deleteDacGroup: 'dac-group-deleted',
  createRoleGroup: 'role-group-created',
  updateRoleGroup: 'role-group-changed',
  deleteRoleGroup: 'role-group-deleted',
  createLicence: 'licence-created',
  updateLicence: 'licence-changed',
  deleteLicence: 'licence-deleted',
  updateRole: 'role-changed',
  updatePolicy: 'policy-changed',
  previewPolicy: null,
  updateMailTemplate: 'mail-template-changed',
  resetMailTemplate: 'mail-template-changed',
  testMailTemplate: null,
  previewMailTemplate: null,
  createSavedView: null,
  updateSavedView: null,
  deleteSavedView: null,
  updatePreferences: null,
  updateMe: 'updated',
  changeMyPassword: 'password-changed',
  stepUp: null,
  beginMyTotp: null,
  beginMyPasskey: null,
  beginMyCode: null,
  confirmMyTotp: 'factor-added',
  confirmMyPasskey: 'factor-added',
  confirmMyCode: 'factor-added',
  removeMyFactor: 'factor-removed',
  renewMyRecoveryCodes: 'recovery-codes-renewed',
  deleteMyTrustedDevices: 'trusted-devices-deleted',
  endMySession: 'session-ended',
  endMyOtherSessions: 'sessions-ended',
};

const aGroup = async () =>
  succeed(
    await gatehouse.post('/role-groups', {
      body: { name: anEmail(), roles: [await roleId('strapi-author')] },
    }),
    201,
  ).body.data.id as number;
const anAccount = async () =>
  succeed(await gatehouse.post('/accounts', { body: { name: anEmail() } }), 201).body.data.id as number;
const aDacGroup = async () => {
  const body = { code: `G${Math.random().toString(36).slice(2)}`, name: 'A group' };
  return succeed(await gatehouse.post('/dac-groups', { body }), 201).body.data.id as number;
};

/** As much at once as it can be asked for, where the request that serves other tests changes little or nothing. */
const fuller: Record<string, (sent: Sent) => Promise<object>> = {
  createUser: async () => ({
    email: anEmail(),
    firstname: 'Ada',
    roles: [await roleId('strapi-editor')],
    roleGroups: [await aGroup()],
    accounts: [{ account: await anAccount(), role: 'admin' }],
    licence: null,
    locale: 'de',
    timeZone: 'Europe/London',
    sendInvitation: true,
  }),
  inviteUsers: async () => ({
    emails: [anEmail()],
    roles: [await roleId('strapi-editor')],
    roleGroups: [await aGroup()],
  }),
  updateUser: async () => ({
    email: anEmail(),
    firstname: 'Augusta',
    displayName: 'Countess',
    roles: [await roleId('strapi-editor')],
    roleGroups: [await aGroup()],
    validTo: '2099-01-01T00:00:00Z',
  }),
  setUserRoleGroups: async () => ({ roleGroups: [await aGroup()] }),
  setUserDacGroups: async () => ({ dacGroups: [await aDacGroup()] }),
  setUserAccounts: async () => ({ accounts: [{ account: await anAccount(), role: 'admin' }] }),
  copyAccess: async () => {
    const source = await aUser({ roles: ['strapi-author', 'strapi-editor'] });
    await change(source, { roleGroups: [await aGroup()] });
    await gatehouse.put(`/users/${source.id}/dac-groups`, { body: { dacGroups: [await aDacGroup()] } });
    await gatehouse.put(`/users/${source.id}/accounts`, {
      body: { accounts: [{ account: await anAccount() }] },
    });
    return { from: source.id, roles: true, roleGroups: true, accounts: true, dacGroups: true };
  },
  updateAccount: async () => ({ name: anEmail(), parent: await anAccount() }),
  createRoleGroup: async () => ({
    name: anEmail(),
    description: 'x',
    roles: [await roleId('strapi-author')],
  }),
  updateRoleGroup: async () => ({ name: anEmail(), roles: [await roleId('strapi-author')] }),
  updateLicence: async () => ({
    name: 'Other',
    seats: 3,
    userTypes: ['panel', 'end-user'],
    namedRolesOnly: true,
  }),
  updateRole: async () => ({
    maxSessions: 7,
    ownAccountsOnly: true,
    userTypes: ['panel'],
    apiActions: ['api::article.article.find'],
  }),
  updatePolicy: async () => ({
    lockout: { lockMinutes: 20 },
    mfa: { afterLoss: 'admin-code', methods: ['totp'], otherSignIns: 'second-factor' },
    invitations: { accountRole: 'viewer' },
    signIn: { revealReason: true },
  }),
};

/** Where the user has to stand for something to be left to do. */
const stands: Record<string, State> = {
  unlockUser: 'locked-by-admin',
  allowAccess: 'locked-by-admin',
  enableUser: 'disabled',
  resetTries: 'auto-locked',
};
const trustABrowserOf = async (user: Person) => {
  await signIn(user, { browser: aBrowser() });
  await sql('UPDATE ?? SET ?? = ?? WHERE ?? = ?', [
    'gatehouse_devices',
    'trusted_at',
    'last_used_at',
    'user_id',
    user.id,
  ]);
};

/** Codes that only a program has a use for, and what no person reads. */
const RAW = /[{}[\]"]|::|^(must-change|ok|panel|api-only|enforced|not-enforced|admin-code|second-factor)$/;

/** Each field and value is one that the panel has words for. */
const expectWords = ({ action, changes }: Written) => {
  expect(LOG_ACTIONS).toContain(action);
  for (const [field, { before, after }] of Object.entries(changes ?? {})) {
    expect([action, field, fieldText(field)]).toEqual([action, field, expect.any(String)]);
    if (['apiActions', 'permissions'].includes(field)) continue;
    for (const value of [before, after]) {
      const shown = shownValue(field, value);
      // What somebody has typed is shown as it is.
      if (shown.kind !== 'text' || field === 'subject') continue;
      expect([field, shown.value]).toEqual([field, expect.not.stringMatching(RAW)]);
      // The number of something that is counted, or of what nobody knows by it.
      if (!['seats', 'maxSessions', 'failedTries'].includes(field))
        expect([field, shown.value]).toEqual([field, expect.not.stringMatching(/^\d+(, \d+)*$/)]);
    }
  }
};

const expectOne = (written: Written[], action: LogAction | null) => {
  expect(written.map((entry) => entry.action)).toEqual(action === null ? [] : [action]);
  written.forEach(expectWords);
  for (const { kind, name } of written) if (kind !== 'environment') expect(name).toEqual(expect.any(String));
};

it('has a row for every route that changes something, and no row for none', () => {
  expect(Object.keys(table).sort()).toEqual(mutations.map(([name]) => name).sort());
});

it.each(mutations)('%s is one entry', async (name, contract) => {
  const asker = await aSuperAdmin();
  const role = (await aRole()).id;
  const user = async (state = stands[name]) => {
    const made = await aUser({ roles: [role], ...(state && { state }) });
    if (name === 'deleteTrustedDevices') await trustABrowserOf(made);
    return made;
  };
  const sent = await requestFor(name, { asker, user, role });
  const body = await fuller[name]?.(sent);

  const written = await writtenBy(async () => {
    const answer = await send(
      contract,
      { ...sent, ...(body && { body }) },
      { token: asker.token, from: asker.from },
    );
    expect([answer.status, answer.body?.error]).toEqual([contract.status, undefined]);
  });

  expectOne(written, table[name] ?? null);
  await setPolicy({});
});

const NEW = 'Brand-New-Horse-9';
const owed = async (): Promise<Person> => {
  const user = await aUser();
  await act(user, 'set-password', { password: 'Violet-Anchor-41', forceChange: true });
  return { ...user, password: 'Violet-Anchor-41' };
};
const anInvited = async () => {
  const email = anEmail('invited');
  const body = { email, roles: [await roleId('strapi-editor')], sendInvitation: true };
  const { data } = succeed(await gatehouse.post('/users', { body }), 201).body;
  return { id: data.id as number, token: codeIn(await mailbox.mailTo(email)) };
};

/** A password that was to be changed, set by each way there is. */
const passwords: [string, LogAction, () => Promise<() => Promise<unknown>>][] = [
  [
    'an administrator',
    'password-set',
    async () => {
      const user = await owed();
      return () => act(user, 'set-password', { password: NEW });
    },
  ],
  [
    'chance, told once',
    'password-generated',
    async () => {
      const user = await owed();
      return () => act(user, 'auto-reset-password', {});
    },
  ],
  [
    "Strapi's own page of users, with a name",
    'password-set',
    async () => {
      const [user, asker] = [await owed(), await aSuperAdmin()];
      return async () =>
        succeed(
          await askNatively(asker, 'put', `/admin/users/${user.adminUserId}`, {
            password: NEW,
            firstname: 'Augusta',
          }),
        );
    },
  ],
  [
    'a link that was mailed',
    'password-reset',
    async () => {
      const user = await owed();
      await act(user, 'send-reset-email');
      const token = codeIn(await mailbox.mailTo(user.email));
      return async () =>
        succeed(
          await http.post('/gatehouse/links/use', { body: { token, password: NEW }, from: anAddress() }),
        );
    },
  ],
  [
    "a link, at Strapi's own door",
    'password-reset',
    async () => {
      const user = await owed();
      await act(user, 'send-reset-email');
      const code = codeIn(await mailbox.mailTo(user.email));
      return async () =>
        succeed(
          await http.post('/admin/reset-password', {
            body: { resetPasswordToken: code, password: NEW },
            from: anAddress(),
          }),
        );
    },
  ],
  [
    'an invitation',
    'invitation-accepted',
    async () => {
      const { token } = await anInvited();
      return async () =>
        succeed(
          await http.post('/gatehouse/links/use', { body: { token, password: NEW }, from: anAddress() }),
        );
    },
  ],
  [
    "an invitation, at Strapi's own door",
    'invitation-accepted',
    async () => {
      const { token } = await anInvited();
      const userInfo = { firstname: 'Augusta', lastname: 'King', password: NEW };
      return async () =>
        succeed(
          await http.post('/admin/register', {
            body: { registrationToken: token, userInfo },
            from: anAddress(),
          }),
        );
    },
  ],
  [
    'the step of a sign-in',
    'password-chosen',
    async () => {
      const user = await owed();
      const browser = aBrowser();
      const { body } = await signIn(user, { browser });
      const { token } = body.error.details.challenge as { token: string };
      return async () =>
        succeed(
          await http.post('/gatehouse/sign-in/complete', {
            body: { token, password: NEW },
            browser,
            from: user.from,
          }),
        );
    },
  ],
];

describe('a password that is set by', () => {
  beforeAll(() => mailbox.open());
  afterAll(() => mailbox.close());

  it.each(passwords)('%s is one entry', async (_, action, prepare) => {
    const set = await prepare();

    expectOne(await writtenBy(set), action);
  });
});

/** What Strapi's own pages do. */
const natively: [string, LogAction, () => Promise<[method: 'post' | 'put', path: string, body: object]>][] = [
  [
    'adds a user',
    'created',
    async () => [
      'post',
      '/admin/users',
      { email: anEmail(), firstname: 'In', lastname: 'Vited', roles: [await roleId('strapi-editor')] },
    ],
  ],
  [
    'changes a user and their roles',
    'updated',
    async () => {
      const { adminUserId } = await aUser();
      return [
        'put',
        `/admin/users/${adminUserId}`,
        { lastname: 'King', roles: [await roleId('strapi-author')] },
      ];
    },
  ],
  [
    'takes a role that a group gives',
    'role-groups-changed',
    async () => {
      const user = await aUser();
      await change(user, { roleGroups: [await aGroup()] });
      return ['put', `/admin/users/${user.adminUserId}`, { roles: [await roleId('strapi-editor')] }];
    },
  ],
  [
    'disables a user',
    'updated',
    async () => {
      const { adminUserId } = await aUser();
      return ['put', `/admin/users/${adminUserId}`, { isActive: false }];
    },
  ],
  [
    'deletes users',
    'deleted',
    async () => {
      const { adminUserId } = await aUser();
      return ['post', '/admin/users/batch-delete', { ids: [adminUserId] }];
    },
  ],
  ['adds a role', 'role-created', async () => ['post', '/admin/roles', { name: anEmail() }]],
  [
    'renames a role that users have',
    'role-changed',
    async () => {
      const { id } = await aRole();
      await aUser({ roles: [id] });
      return ['put', `/admin/roles/${id}`, { name: anEmail(), description: 'renamed' }];
    },
  ],
  [
    'changes what a role permits',
    'role-permissions-changed',
    async () => {
      const { id } = await aRole();
      return ['put', `/admin/roles/${id}/permissions`, { permissions: [permissionTo('users.read')] }];
    },
  ],
];

it.each(natively)("one entry is written where Strapi's own page %s", async (_, action, prepare) => {
  const asker = await aSuperAdmin();
  const [method, path, body] = await prepare();

  const written = await writtenBy(async () => {
    const { status } = await askNatively(asker, method, path, body);
    expect([200, 201]).toContain(status);
  });

  expectOne(written, action);
});

it("writes that somebody has changed their password at Strapi's own page", async () => {
  const user = await aSuperAdmin();

  const written = await writtenBy(async () =>
    succeed(
      await askNatively(user, 'put', '/admin/users/me', { currentPassword: user.password, password: NEW }),
    ),
  );

  expectOne(written, 'password-changed');
});

it('writes of a change of a group into the logs of its users, and tells it once', async () => {
  const group = await aGroup();
  const user = await aUser();
  const { id: another } = await aRole();
  await change(user, { roleGroups: [group] });

  const written = await writtenBy(async () =>
    succeed(
      await gatehouse.put(`/role-groups/${group}`, {
        body: { roles: [await roleId('strapi-author'), another] },
      }),
    ),
  );

  expectOne(written, 'role-group-changed');
  const { body } = await gatehouse.get(`/users/${user.id}/log?pageSize=1`);
  expect(body.data[0]).toMatchObject({ action: 'updated', changes: { roleNames: expect.any(Object) } });
  expect((await read(user)).roles).toHaveLength(3);
});
