import { randomUUID } from 'node:crypto';

import type { Contract } from '../../../shared/contracts';
import { mailbox } from '../../support';
import { anAuthenticator } from '../../support/authenticator';
import { accountsAt } from '../accounts/vocabulary';
import { delegationsAt } from '../delegations/vocabulary';
import { mailsAt } from '../mail/vocabulary';
import { anAppWith, mfaAt } from '../mfa/vocabulary';
import { anEmail, OFFICE, shared, succeed, type Person, type State } from '../vocabulary';

const { addRule, aUser, call, change, clock, gatehouse, http, roleId, setPolicy, signIn, sql } = shared;

/** Who asks, and what a request is about. */
export type About = {
  /** Whose own things it is about where it is about such. */
  asker: Person & { token: string };
  /** The user whom it is about; of their state nothing is asked unless named. */
  user: (state?: State) => Promise<Person>;
  /** A role that holds nothing, and can be granted by anybody. */
  role: number;
  /** What is made belongs to it; to none unless given. */
  account?: number;
};
export type Sent = { id?: number; name?: string; sessionId?: string; body?: object };
type Valid = (about: About) => Sent | Promise<Sent>;

const plain =
  (body?: object): Valid =>
  () => ({ ...(body && { body }) });
const onUser =
  (body?: object, state?: State): Valid =>
  async ({ user }) => ({ id: (await user(state)).id, ...(body && { body }) });

const onRule =
  (body?: object): Valid =>
  async ({ user }) => ({
    id: await addRule({ scope: 'user', user: (await user()).id, range: OFFICE }),
    ...(body && { body }),
  });

const aView = { name: 'Mine', columns: ['email'], query: {} };
const withoutViews = () => sql('DELETE FROM ??', ['gatehouse_saved_views']);
const onView =
  (body?: object): Valid =>
  async ({ asker: { token, from } }) => {
    await withoutViews();
    const made = await http.post('/gatehouse/saved-views', { token, from, body: aView });
    // Without the permission to look at users there is none, and none is asked for.
    return { id: made.body?.data?.id ?? 1, ...(body && { body }) };
  };

/** A job that the asker has started. */
const aJobOf = async ({ adminUserId }: Person) => {
  const text = JSON.stringify({ action: 'lock' });
  await sql('INSERT INTO ?? (??, ??, ??, ??, ??, ??, ??, ??, ??) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    'gatehouse_jobs',
    ...['state', 'step', 'user_ids', 'total', 'done', 'failed', 'actor_id', 'actor_name', 'created_at'],
    ...['done', text, '[]', 0, 0, 0, adminUserId, 'Ada Byron', '2026-01-01 00:00:00'],
  ]);
  const [row] = await sql('SELECT max(??) AS ?? FROM ??', ['id', 'id', 'gatehouse_jobs']);
  return Number(row?.id);
};

const aTemplate = { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' };
const onTemplate =
  (body?: object): Valid =>
  () => ({ name: 'locked', ...(body && { body }) });

/** As it was, whatever other requests have made of it; behind everybody's back, so that no session ends. */
const withOwnPassword = async ({ adminUserId, password }: Person) => {
  await call(
    `strapi.plugin('gatehouse').service('passwords').hash(${JSON.stringify(password)}).then((hash) =>
       strapi.db.connection('admin_users').where({ id: ${adminUserId} }).update({ password: hash }))`,
  );
  return { body: { password } };
};
const ownPassword: Valid = ({ asker }) => withOwnPassword(asker);

/** Of an authenticator app that the asker begins to set up. */
const aFirstCode = async ({ asker }: About) => {
  const { body } = await mfaAt(shared)
    .own(asker)
    .post('/totp', (await withOwnPassword(asker)).body);
  return anAppWith(body.data.secret).codeAt(await clock.now());
};

const aDacGroup = async (): Promise<number> => {
  const body = { code: randomUUID(), name: 'A group' };
  return (await gatehouse.post('/dac-groups', { body })).body.data.id;
};

const aRoleGroup = async (): Promise<number> => {
  const body = { name: randomUUID(), roles: [] };
  return succeed(await gatehouse.post('/role-groups', { body }), 201).body.data.id;
};

const aLicence = () => ({ code: randomUUID(), name: 'A licence', userTypes: ['panel'] });
const aLicenceId = async (): Promise<number> =>
  succeed(await gatehouse.post('/licences', { body: aLicence() }), 201).body.data.id;

const lastSessionOf = async (userId: number) => {
  const [row] = await sql('SELECT max(??) AS ?? FROM ?? WHERE ?? = ?', [
    ...['id', 'id', 'gatehouse_sessions', 'user_id'],
    userId,
  ]);
  return String(row?.id);
};
const onSession: Valid = async ({ user }) => {
  const person = await user();
  await signIn(person);
  return { id: person.id, sessionId: await lastSessionOf(person.id) };
};
/** Another one of the asker's than the one that asks. */
const onOwnSession: Valid = async ({ asker }) => {
  await call(
    `strapi.sessionManager('admin').generateRefreshToken('${asker.adminUserId}', 'another', { type: 'session' })`,
  );
  return { sessionId: await lastSessionOf(asker.id) };
};

/** A key or an OAuth client of an API-only user. */
const onCredential =
  (kind: 'api-keys' | 'oauth-clients', body?: object): Valid =>
  async ({ user }) => {
    const { id } = await user('api-only');
    if (kind === 'oauth-clients') await change({ id }, { authType: 'oauth-client' });
    const made = await gatehouse.post(`/users/${id}/${kind}`, { body: { description: 'x' } });
    return { id: succeed(made, 201).body.data.id, ...(body && { body }) };
  };

const useCodes = () => setPolicy({ mfa: { methods: ['totp', 'passkey', 'mail', 'sms'] } });
/** The next code that is mailed to them, past other mails. */
const nextCodeTo = async (email: string): Promise<string> => {
  const { text } = await mailbox.nextMailTo(email);
  return /Code: (\d{6})/.exec(text)?.[1] ?? nextCodeTo(email);
};

/** That nobody was given. */
const A_TOKEN = 'n'.repeat(43);

const aName = () => `Account ${randomUUID()}`;
/** Whoever made it; the tree is the same for all. */
const onAccount =
  (body?: object): Valid =>
  async ({ account: parent = null }) => {
    const made = await gatehouse.post('/accounts', { body: { name: aName(), parent } });
    return { id: succeed(made, 201).body.data.id, ...(body && { body }) };
  };
const placed = ({ account }: About) => (account ? { accounts: [{ account }] } : {});

/** Somebody else than whom it is about. */
const aColleague = async ({ account }: About) => {
  const person = await aUser();
  if (account) await accountsAt(shared).place(person, [{ account }]);
  return person.id;
};
const onDelegation =
  (body?: object): Valid =>
  async (about) => {
    const between = { forUser: await aColleague(about) };
    const { id } = await delegationsAt(shared).aDelegation(await about.user(), between);
    return { id, ...(body && { body }) };
  };

/** Of every route a request that works for who may do it, by the name of its contract. */
export const requests: Record<string, Valid> = {
  listAccounts: plain(),
  createAccount: ({ account: parent = null }) => ({ body: { name: aName(), parent } }),
  updateAccount: onAccount({ position: 0 }),
  deleteAccount: onAccount(),
  listUserAccounts: onUser(),
  setUserAccounts: async ({ user, account }) => ({
    id: (await user()).id,
    body: { accounts: account ? [{ account, role: 'viewer' }] : [] },
  }),
  bulkUsers: async ({ user }) => ({ body: { ids: [(await user()).id], action: 'disable' } }),
  previewBulk: async ({ user }) => ({ body: { ids: [(await user()).id], action: 'disable' } }),
  getJob: async ({ asker }) => ({ id: await aJobOf(asker) }),
  listUsers: plain(),
  getUser: onUser(),
  createUser: (about) => ({ body: { email: anEmail(), roles: [about.role], ...placed(about) } }),
  updateUser: onUser({ firstname: 'Augusta' }),
  deleteUser: onUser(),
  getContact: onUser(),
  updateContact: onUser({ city: 'Leeds' }),
  lockUser: onUser({}),
  unlockUser: onUser({}),
  blockAccess: onUser({ reason: 'under suspicion' }),
  allowAccess: onUser({}),
  suspendUser: onUser({}),
  enableUser: onUser({}),
  disableUser: onUser({}),
  resetTries: onUser({}),
  getPasswordRules: onUser(),
  setPassword: onUser({ password: 'Another-Horse-8' }),
  autoResetPassword: onUser({}),
  forcePasswordChange: onUser({}),
  sendResetEmail: onUser(),
  resendInvitation: onUser(undefined, 'provisioned'),
  inviteUsers: (about) => ({ body: { emails: [anEmail()], roles: [about.role], ...placed(about) } }),
  completeSignIn: plain({ token: A_TOKEN, password: 'Another-Horse-8' }),
  readLink: plain({ token: A_TOKEN }),
  useLink: plain({ token: A_TOKEN, password: 'Another-Horse-8' }),
  listSessions: onUser(),
  endSession: onSession,
  endSessions: onUser(),
  listMySessions: plain(),
  endMySession: onOwnSession,
  endMyOtherSessions: plain(),
  listLog: onUser(),
  addNote: onUser({ text: 'called' }),
  listActivity: plain(),
  exportActivity: plain(),
  listLoginAttempts: plain(),
  summarizeLoginAttempts: plain(),
  getAttention: plain(),
  exportLoginAttempts: plain(),
  listMails: plain(),
  // One that still waits.
  sendMailAgain: async ({ user }) => ({ id: await mailsAt(shared).notify(await user()) }),
  listMailTemplates: plain(),
  updateMailTemplate: onTemplate(aTemplate),
  resetMailTemplate: onTemplate(),
  previewMailTemplate: onTemplate(aTemplate),
  testMailTemplate: onTemplate(aTemplate),
  listIpRules: plain(),
  createIpRule: async ({ user }) => ({
    body: { scope: 'user', user: (await user()).id, range: OFFICE },
  }),
  updateIpRule: onRule({ note: 'changed' }),
  deleteIpRule: onRule(),
  listOAuthClients: onUser(undefined, 'api-only'),
  createOAuthClient: async ({ user }) => {
    const { id } = await user('api-only');
    await change({ id }, { authType: 'oauth-client' });
    return { id, body: { description: 'x' } };
  },
  deleteOAuthClient: onCredential('oauth-clients'),
  listApiKeys: onUser(undefined, 'api-only'),
  createApiKey: onUser({ description: 'x' }, 'api-only'),
  rotateApiKey: onCredential('api-keys', {}),
  revokeApiKey: onCredential('api-keys'),
  listRoles: plain(),
  getRole: async () => ({ id: await roleId('strapi-editor') }),
  listApiActions: plain(),
  listRoleChanges: ({ role }) => ({ id: role }),
  getUserPermissions: onUser(),
  getPolicy: plain(),
  updatePolicy: plain({}),
  getMe: plain(),
  updateMe: plain({ firstname: 'Augusta' }),
  changeMyPassword: async ({ asker }) => {
    await withOwnPassword(asker);
    return { body: { currentPassword: asker.password, password: 'Battery-Staple-9-Horse' } };
  },
  stepUp: ownPassword,
  getMyMfa: plain(),
  beginMyTotp: ownPassword,
  confirmMyTotp: async (about) => ({ body: { code: await aFirstCode(about) } }),
  beginMyPasskey: ownPassword,
  confirmMyPasskey: async ({ asker }) => {
    const { body } = await mfaAt(shared)
      .own(asker)
      .post('/passkey', (await withOwnPassword(asker)).body);
    const origin = new URL(await call<string>(`strapi.config.get('admin.absoluteUrl')`)).origin;
    return { body: { passkey: anAuthenticator(origin).make(body.data) } };
  },
  beginMyCode: async ({ asker }) => {
    await useCodes();
    return { body: { kind: 'mail', ...(await withOwnPassword(asker)).body } };
  },
  confirmMyCode: async ({ asker }) => {
    await useCodes();
    // Codes that others have had sent.
    while ((await mailbox.mailsTo(asker.email)).length > 0) await mailbox.nextMailTo(asker.email);
    await mfaAt(shared)
      .own(asker)
      .post('/code', { kind: 'mail', ...(await withOwnPassword(asker)).body });
    return { body: { kind: 'mail', code: await nextCodeTo(asker.email) } };
  },
  removeMyFactor: async (about) => {
    const { body } = await mfaAt(shared)
      .own(about.asker)
      .post('/totp/confirm', { code: await aFirstCode(about) });
    return { id: body.data.mfa.factors[0].id, ...(await withOwnPassword(about.asker)) };
  },
  renewMyRecoveryCodes: async (about) => {
    await mfaAt(shared)
      .own(about.asker)
      .post('/totp/confirm', { code: await aFirstCode(about) });
    return withOwnPassword(about.asker);
  },
  deleteMyTrustedDevices: plain(),
  getUserMfa: onUser(),
  requireMfa: onUser({ requirement: 'not-enforced' }),
  resetMfa: onUser({}),
  removeMfa: async ({ user }) => {
    const { id } = await user();
    await gatehouse.post(`/users/${id}/reset-mfa`, { body: {} });
    return { id, body: {} };
  },
  makeEnrolCode: async ({ user }) => {
    const { id } = await user();
    await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', ['gatehouse_users', 'mfa_lost_to', 'admin', 'id', id]);
    return { id, body: {} };
  },
  deleteTrustedDevices: onUser({}),
  askPasskey: plain({ token: A_TOKEN }),
  askCode: plain({ token: A_TOKEN, method: 'mail' }),
  enrolAtSignIn: plain({ token: A_TOKEN }),
  listDacGroups: plain(),
  createDacGroup: () => ({ body: { code: randomUUID(), name: 'A group' } }),
  updateDacGroup: async () => ({ id: await aDacGroup(), body: { name: 'Renamed' } }),
  deleteDacGroup: async () => ({ id: await aDacGroup() }),
  listUserDacGroups: onUser(),
  // No group can be given by who holds none; to leave somebody without is to give none.
  setUserDacGroups: onUser({ dacGroups: [] }),
  listRoleGroups: plain(),
  getRoleGroup: async () => ({ id: await aRoleGroup() }),
  createRoleGroup: () => ({ body: { name: randomUUID(), roles: [] } }),
  updateRoleGroup: async () => ({ id: await aRoleGroup(), body: { name: randomUUID() } }),
  deleteRoleGroup: async () => ({ id: await aRoleGroup() }),
  listUserRoleGroups: onUser(),
  setUserRoleGroups: onUser({ roleGroups: [] }),
  listLicences: plain(),
  createLicence: () => ({ body: aLicence() }),
  updateLicence: async () => ({ id: await aLicenceId(), body: { seats: 3 } }),
  deleteLicence: async () => ({ id: await aLicenceId() }),
  // Nothing is copied from oneself.
  copyAccess: async ({ user }) => {
    const { id } = await user();
    return { id, body: { from: id } };
  },
  previewCopyAccess: async ({ user }) => {
    const { id } = await user();
    return { id, body: { from: id } };
  },
  listDelegations: onUser(),
  listDelegates: onUser(),
  createDelegation: async (about) => ({
    id: (await about.user()).id,
    body: { forUser: await aColleague(about), purpose: 'approve' },
  }),
  updateDelegation: onDelegation({ purpose: null }),
  deleteDelegation: onDelegation(),
  updateRole: ({ role }) => ({ id: role, body: { mfaRequired: false } }),
  getPreferences: plain(),
  updatePreferences: plain({ usersColumns: ['email'] }),
  listSavedViews: plain(),
  createSavedView: async () => {
    await withoutViews();
    return { body: aView };
  },
  updateSavedView: onView({ name: 'Renamed' }),
  deleteSavedView: onView(),
  previewPolicy: plain({}),
  listPolicyChanges: plain(),
  getOpenApi: plain(),
  explainAccess: async ({ user }) => ({ body: { user: (await user()).id, ip: OFFICE } }),
};

export const requestFor = (name: string, about: About): Promise<Sent> => {
  const valid = requests[name];
  if (!valid) throw new Error(`There is no request of ${name}`);
  return Promise.resolve(valid(about));
};

/** Asks it, as whoever has the token. */
export const send = (
  { method, path }: Contract,
  { id = 1, name = 'locked', sessionId = '1', body }: Sent,
  { token, from, query = '' }: { token?: string; from: string; query?: string },
) => {
  const at = path.replace(':id', String(id)).replace(':name', name).replace(':sessionId', sessionId);
  const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
  return http[verb](`/gatehouse${at}${query}`, { ...(token && { token }), ...(body && { body }), from });
};
