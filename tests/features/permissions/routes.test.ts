import type { Contract } from '../../../shared/contracts';
import { PERMISSIONS, type Permission } from '../../../shared/permissions';
import { contracts } from '../contracts';
import { anEmail, OFFICE, shared, type Person } from '../vocabulary';

const { addRule, aRole, aUser, aUserAtWork, http, permit, putBack, read, roleId, sql, superAdmin } = shared;

/** A request that works for who holds the permission. What it is about is made anew for each. */
type Row = () => Promise<{ id?: number; query?: string; body?: object }>;
const onUser =
  (body?: object): Row =>
  async () => ({ id: (await aUser()).id, ...(body && { body }) });
const onRule =
  (more: { body?: object }): Row =>
  async () => ({ id: await addRule({ scope: 'user', user: (await aUser()).id, range: OFFICE }), ...more });

const rows: Record<string, Row> = {
  listUsers: async () => ({}),
  getUser: onUser(),
  // A role that holds nothing can be granted by anybody.
  createUser: async () => ({ body: { email: anEmail(), roles: [emptyRole] } }),
  updateUser: onUser({ firstname: 'Augusta' }),
  deleteUser: onUser(),
  lockUser: onUser({}),
  unlockUser: onUser({}),
  blockAccess: onUser({ reason: 'under suspicion' }),
  allowAccess: onUser({}),
  suspendUser: onUser({}),
  enableUser: onUser({}),
  disableUser: onUser({}),
  resetTries: onUser({}),
  setPassword: onUser({ password: 'Another-Horse-8' }),
  listLog: onUser(),
  addNote: onUser({ text: 'called' }),
  listLoginAttempts: async () => ({}),
  listIpRules: async () => ({}),
  createIpRule: async () => ({ body: { scope: 'user', user: (await aUser()).id, range: OFFICE } }),
  updateIpRule: onRule({ body: { note: 'changed' } }),
  deleteIpRule: onRule({}),
  listRoles: async () => ({}),
  getRole: async () => ({ id: await roleId('strapi-editor') }),
  getPolicy: async () => ({}),
  updatePolicy: async () => ({ body: {} }),
  explainAccess: async () => ({ body: { user: (await aUser()).id, ip: OFFICE } }),
};

let clerk: Person & { token: string };
let role: { id: number };
let emptyRole: number;
beforeAll(async () => {
  role = await aRole();
  emptyRole = (await aRole()).id;
  clerk = await aUserAtWork({ roles: [role.id] });
});
afterAll(putBack);

const send = async ({ method, path }: Contract, row: Row, token?: string) => {
  const { id, query = '', body } = await row();
  const url = `/gatehouse${path.replace(':id', String(id))}${query}`;
  const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
  return http[verb](url, { ...(token && { token }), ...(body && { body }), from: clerk.from });
};

it('has a row for every route, and no row for none', () => {
  expect(Object.keys(rows).sort()).toEqual(contracts.map(([name]) => name).sort());
});

describe.each(contracts)('%s', (name, contract) => {
  const row = rows[name] ?? onUser({});

  it('answers 401 without a token', async () => {
    expect((await send(contract, row)).status).toBe(401);
  });

  it('answers 403 to who holds every permission but this, and works for who holds this and no other', async () => {
    const all = PERMISSIONS.map(({ uid }) => uid);
    expect(contract.permissions.length).toBeGreaterThan(0);

    for (const missing of contract.permissions) {
      await permit(
        role.id,
        all.filter((permission) => permission !== missing),
      );
      expect((await send(contract, row, clerk.token)).status).toBe(403);
    }

    await permit(role.id, contract.permissions as Permission[]);
    const answer = await send(contract, row, clerk.token);
    expect([name, answer.status, answer.body?.error]).toEqual([name, contract.status, undefined]);
  });
});

it('is a permission of some route, each that the role editor offers', () => {
  const used = new Set(contracts.flatMap(([, { permissions }]) => permissions));

  expect(PERMISSIONS.map(({ uid }) => uid).filter((uid) => !used.has(uid))).toEqual([]);
});

it('answers 404 at a path that is no route, whoever asks', async () => {
  const token = await superAdmin();

  expect((await http.get('/gatehouse/nothing', { token })).status).toBe(404);
  expect((await http.get('/gatehouse', { token })).status).toBe(404);
  expect((await http.patch(`/gatehouse/users/${clerk.id}`, { token, body: {} })).status).toBe(405);
});

describe('the tables of Gatehouse', () => {
  const UIDS = ['user', 'role', 'ip-rule', 'login-attempt', 'note', 'setting', 'device'];
  const at = (uid: string) => `/content-manager/collection-types/plugin::gatehouse.${uid}`;

  it('are not shown in the Content Manager, nor served to the world', async () => {
    const { body } = await http.get('/content-manager/content-types', { token: await superAdmin() });

    const ours = body.data.filter(({ uid }: { uid: string }) => uid.startsWith('plugin::gatehouse.'));
    expect(ours.filter(({ isDisplayed }: { isDisplayed: boolean }) => isDisplayed)).toEqual([]);
    expect((await http.get('/api/gatehouse/users')).status).toBe(404);
    expect((await http.get('/api/users')).body?.data).toBeFalsy();
  });

  it('cannot be written through the Content Manager, not even by a super admin', async () => {
    const token = await superAdmin();
    const { id } = await aUser({ state: 'disabled' });
    const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['document_id', 'gatehouse_users', 'id', id]);

    const written = [
      await http.put(`${at('user')}/${row?.document_id}`, { token, body: { lifecycle: 'active' } }),
      await http.delete(`${at('user')}/${row?.document_id}`, { token }),
      ...(await Promise.all(
        UIDS.map((uid) => http.post(at(uid), { token, body: { name: 'x', value: '{}' } })),
      )),
      await http.post(`${at('user')}/actions/bulkDelete`, {
        token,
        body: { documentIds: [row?.document_id] },
      }),
    ];

    expect(written.map(({ status }) => status)).toEqual(written.map(() => 403));
    expect((await read({ id })).status).toBe('disabled');
  });

  it('cannot be read through the Content Manager by who is no super admin', async () => {
    await permit(
      role.id,
      PERMISSIONS.map(({ uid }) => uid),
    );

    for (const uid of UIDS) {
      expect((await http.get(at(uid), { token: clerk.token, from: clerk.from })).status).toBe(403);
    }
  });
});
