import type { z } from 'zod';

import { contracts } from '../features/contracts';
import { anAuthenticator } from '../support/authenticator';
import { anEmail, OFFICE, shared, type Person } from './vocabulary';

const { aUser, aUserAtWork, gatehouse, http, putBack, read, roleId, sql, superAdmin } = shared;

let user: Person;
let editor: number;
beforeAll(async () => {
  user = await aUser();
  editor = await roleId('strapi-editor');
});
afterAll(putBack);

/** What answers tell and nobody sets, and columns that no answer tells. */
const NEVER_SET: Record<string, unknown> = {
  id: 1,
  status: 'active',
  accessLocked: false,
  lockedAt: '2030-01-01T00:00:00Z',
  lockedUntil: '2030-01-01T00:00:00Z',
  failedTries: 0,
  autoLocks: 0,
  lastLoginAt: null,
  mfaEnabled: true,
  mfaRequired: false,
  createdAt: '2030-01-01T00:00:00Z',
  updatedAt: '2030-01-01T00:00:00Z',
  updatedBy: 'somebody else',
  actor: { id: 1, name: 'somebody else' },
  adminUserId: 1,
  admin_user_id: 1,
  lifecycle: 'active',
  lock: 'none',
  credential: 'ok',
  userNameKey: 'x',
  searchText: 'x',
  roleNames: 'Super Admin',
  documentId: 'x',
  isActive: true,
  blocked: false,
  registrationToken: 'x',
  resetPasswordToken: 'x',
  target: 'everyone',
  cidr: '0.0.0.0/0',
  key: 'x',
  accessKey: 'x',
  tokenId: 1,
  permissions: ['api::article.article.find'],
  constructor: 'x',
  hasOwnProperty: 'x',
};

/** A request that works, by the name of its contract; those that are not here take no field of their own. */
const bodies: Record<string, () => object> = {
  createUser: () => ({ email: anEmail('mass'), roles: [editor] }),
  updateUser: () => ({ displayName: 'Assigned' }),
  createAccount: () => ({ name: 'Assigned' }),
  updateAccount: () => ({ name: 'Assigned' }),
  setUserAccounts: () => ({ accounts: [] }),
  updateContact: () => ({ city: 'Leeds' }),
  blockAccess: () => ({ reason: 'x' }),
  setPassword: () => ({ password: 'Another-Horse-8' }),
  updateMe: () => ({ displayName: 'Assigned' }),
  changeMyPassword: () => ({ currentPassword: 'x', password: 'Another-Horse-8' }),
  inviteUsers: () => ({ emails: [anEmail('mass')], roles: [editor] }),
  completeSignIn: () => ({ token: 'n'.repeat(43), password: 'Another-Horse-8' }),
  askPasskey: () => ({ token: 'n'.repeat(43) }),
  askCode: () => ({ token: 'n'.repeat(43), method: 'mail' }),
  beginMyPasskey: () => ({ password: 'Wrong-Horse-7' }),
  confirmMyPasskey: () => ({ passkey: anAuthenticator('http://localhost').make({ challenge: 'x' }) }),
  enrolAtSignIn: () => ({ token: 'n'.repeat(43) }),
  beginMyTotp: () => ({ password: 'Wrong-Horse-7' }),
  stepUp: () => ({ password: 'Wrong-Horse-7' }),
  beginMyCode: () => ({ password: 'Wrong-Horse-7', kind: 'mail' }),
  confirmMyCode: () => ({ code: '123456', kind: 'mail' }),
  confirmMyTotp: () => ({ code: '123456' }),
  removeMyFactor: () => ({ password: 'Wrong-Horse-7' }),
  renewMyRecoveryCodes: () => ({ password: 'Wrong-Horse-7' }),
  requireMfa: () => ({ requirement: 'enforced' }),
  readLink: () => ({ token: 'n'.repeat(43) }),
  useLink: () => ({ token: 'n'.repeat(43), password: 'Another-Horse-8' }),
  addNote: () => ({ text: 'x' }),
  createApiKey: () => ({ description: 'x' }),
  createOAuthClient: () => ({ description: 'x' }),
  createIpRule: () => ({ scope: 'user', user: user.id, range: OFFICE }),
  updateIpRule: () => ({ note: 'x' }),
  bulkUsers: () => ({ ids: [user.id], action: 'lock' }),
  previewBulk: () => ({ ids: [user.id], action: 'lock' }),
  ...Object.fromEntries(
    ['updateMailTemplate', 'previewMailTemplate', 'testMailTemplate'].map((name) => [
      name,
      () => ({ subject: 'x', html: 'x', text: 'x' }),
    ]),
  ),
  createDacGroup: () => ({ code: 'mass', name: 'x' }),
  updateDacGroup: () => ({ name: 'x' }),
  createDelegation: () => ({ resource: 'x', purpose: 'x' }),
  updateDelegation: () => ({ purpose: 'x' }),
  createLicence: () => ({ code: 'mass', name: 'x', userTypes: ['panel'] }),
  updateLicence: () => ({ name: 'x' }),
  setUserDacGroups: () => ({ dacGroups: [] }),
  copyAccess: () => ({ from: user.id }),
  previewCopyAccess: () => ({ from: user.id }),
  createRoleGroup: () => ({ name: 'mass', roles: [] }),
  updateRoleGroup: () => ({ name: 'x' }),
  setUserRoleGroups: () => ({ roleGroups: [] }),
  explainAccess: () => ({ user: user.id, ip: OFFICE }),
};
const writable = contracts.filter(([, { method }]) => method === 'POST' || method === 'PUT');
const fieldsOf = (body: z.ZodType) => Object.keys((body as unknown as { shape: object }).shape);

/** Mails that other tests have left waiting are tried again meanwhile. */
const mails = () =>
  sql('SELECT ??, ??, ??, ?? FROM ?? ORDER BY ??', [
    ...['id', 'user_id', 'template', 'recipient'],
    'gatehouse_mails',
    'id',
  ]);

const everything = async () =>
  Promise.all([
    mails(),
    // Beside it stand the leases, which servers take and leave by themselves.
    sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_settings', 'name', 'policy']),
    ...[
      'gatehouse_users',
      'gatehouse_ip_rules',
      'gatehouse_notes',
      'gatehouse_mail_templates',
      'gatehouse_contacts',
      'gatehouse_accounts',
      'gatehouse_account_members',
      'gatehouse_roles',
      'gatehouse_factors',
      'gatehouse_api_keys',
      'gatehouse_oauth_clients',
      'strapi_api_tokens',
      'gatehouse_dac_groups',
      'gatehouse_user_dac_groups',
      'gatehouse_delegations',
      'gatehouse_licences',
      'gatehouse_role_groups',
      'gatehouse_role_group_roles',
      'gatehouse_user_role_groups',
    ].map((table) => sql('SELECT * FROM ?? ORDER BY ??', [table, 'id'])),
  ]);

it.each(writable)(
  '%s names every field that is not its to set, and writes nothing',
  async (name, contract) => {
    const verb = contract.method.toLowerCase() as 'post' | 'put';
    const own = new Set(fieldsOf(contract.body));
    const foreign = Object.fromEntries(Object.entries(NEVER_SET).filter(([field]) => !own.has(field)));
    const before = await everything();

    const answer = await gatehouse[verb](
      contract.path.replace(':id', String(user.id)).replace(':name', 'locked'),
      {
        body: { ...bodies[name]?.(), ...foreign },
      },
    );

    expect(answer).toFailWith({ status: 400, code: 'VALIDATION' });
    const named = answer.body.error.details.errors
      .filter(({ code }: { code: string }) => code === 'UNKNOWN_FIELD')
      .map(({ path }: { path: string[] }) => path.join('.'));
    expect(named.sort()).toEqual(Object.keys(foreign).sort());
    expect(await everything()).toEqual(before);
  },
);

describe("at Strapi's own doors", () => {
  it('nobody makes more of themself than they are', async () => {
    const insider = await aUserAtWork();
    const before = await read(insider);

    const answer = await http.put('/admin/users/me', {
      token: insider.token,
      from: insider.from,
      body: {
        firstname: 'Eve',
        roles: [1],
        isActive: true,
        blocked: false,
        id: 1,
        lifecycle: 'active',
        type: 'panel',
      },
    });

    expect([200, 400]).toContain(answer.status);
    expect((await read(insider)).roles).toEqual(before.roles);
    expect((await read(insider)).status).toBe('active');
  });

  it('nobody makes more of an invitation than it grants', async () => {
    const email = anEmail('invited');
    const token = await superAdmin();
    const { registrationToken } = (
      await http.post('/admin/users', {
        token,
        body: { email, firstname: 'Ada', lastname: 'B', roles: [editor] },
      })
    ).body.data;

    const answer = await http.post('/admin/register', {
      body: {
        registrationToken,
        roles: [1],
        userInfo: {
          firstname: 'Eve',
          lastname: 'B',
          password: 'Correct-Horse-7',
          roles: [1],
          isActive: true,
          blocked: false,
          email: anEmail('eve'),
        },
      },
    });

    expect([200, 400]).toContain(answer.status);
    const entry = await shared.entryOf(email);
    expect(entry.roles.map(({ id }) => id)).toEqual([editor]);
  });
});
