import { anEmail, OFFICE, shared, sharedUrl } from '../vocabulary';

const { addRule, aUser, gatehouse, putBack, read, roleId, sql } = shared;

afterEach(putBack);

const READ_ONLY = {
  id: 1,
  status: 'active',
  accessLocked: false,
  lockedAt: null,
  lockedReason: 'x',
  lockedUntil: '2030-01-01T00:00:00Z',
  suspendedUntil: null,
  failedTries: 0,
  lastLoginAt: null,
  mfaEnabled: false,
  mfaRequired: false,
  createdAt: '2030-01-01T00:00:00Z',
  updatedAt: '2030-01-01T00:00:00Z',
};
const SECRET = {
  password: 'Another-Horse-8',
  adminUserId: 1,
  admin_user_id: 1,
  lifecycle: 'active',
  lock: 'none',
  credential: 'ok',
  autoLocks: 0,
  userNameKey: 'x',
  searchText: 'x',
  roleNames: 'Super Admin',
  documentId: 'x',
  isActive: true,
  blocked: false,
  registrationToken: 'x',
  resetPasswordToken: 'x',
  constructor: 'x',
  toString: 'x',
  'roles.id': 1,
};

describe.each(Object.entries({ ...READ_ONLY, ...SECRET }))('the field %s', (field, value) => {
  it('can neither be created nor changed, and is named', async () => {
    const [user] = people;
    const before = await read(user as { id: number });
    const email = anEmail();

    const created = await gatehouse.post('/users', { body: { email, roles: [editor], [field]: value } });
    const changed = await gatehouse.put(`/users/${user?.id}`, { body: { firstname: 'Eve', [field]: value } });

    for (const answer of [created, changed]) {
      expect(answer).toFailWith({ status: 400, code: 'VALIDATION', field });
      expect(answer.body.error.details.errors).toContainEqual(
        expect.objectContaining({ code: 'UNKNOWN_FIELD' }),
      );
    }
    expect(await read(user as { id: number })).toEqual(before);
    expect(await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'admin_users', 'email', email])).toEqual([]);
  });
});

let editor: number;
const people: { id: number }[] = [];
beforeAll(async () => {
  editor = await roleId('strapi-editor');
  people.push(await aUser());
});

it('takes nothing that a JSON text smuggles into every object', async () => {
  const [user] = people;
  const token = await shared.superAdmin();

  const response = await fetch(`${sharedUrl()}/gatehouse/users/${user?.id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"firstname":"Ada","__proto__":{"type":"api-only","isAdmin":true}}',
  });

  expect([200, 400]).toContain(response.status);
  expect(await read(user as { id: number })).toMatchObject({ type: 'panel' });
  expect(await shared.call('({}).isAdmin === undefined')).toBe(true);
});

type Route = ['post' | 'put', (id: number) => string, object];
const writable: Record<string, Route> = {
  'create a user': [
    'post',
    () => '/users',
    {
      email: 'ada@example.test',
      roles: [1],
      userName: 'x',
      firstname: 'x',
      displayName: 'x',
      mobile: '123',
      timeZone: 'UTC',
      locale: 'en',
      validFrom: '2030-01-01T00:00:00Z',
      type: 'panel',
      authType: 'api-key',
    },
  ],
  'change a user': [
    'put',
    (id) => `/users/${id}`,
    {
      email: 'ada@example.test',
      roles: [1],
      userName: 'x',
      firstname: 'x',
      lastname: 'x',
      mobile: '123',
      timeZone: 'UTC',
      locale: 'en',
      validTo: '2030-01-01T00:00:00Z',
      type: 'panel',
      authType: 'api-key',
    },
  ],
  lock: ['post', (id) => `/users/${id}/lock`, { reason: 'x' }],
  unlock: ['post', (id) => `/users/${id}/unlock`, { reason: 'x' }],
  'block access': ['post', (id) => `/users/${id}/block-access`, { reason: 'x' }],
  'allow access': ['post', (id) => `/users/${id}/allow-access`, { reason: 'x' }],
  suspend: ['post', (id) => `/users/${id}/suspend`, { reason: 'x', until: '2030-01-01T00:00:00Z' }],
  enable: ['post', (id) => `/users/${id}/enable`, { reason: 'x' }],
  disable: ['post', (id) => `/users/${id}/disable`, { reason: 'x' }],
  'set a password': ['post', (id) => `/users/${id}/set-password`, { password: 'Another-Horse-8' }],
  'write a note': ['post', (id) => `/users/${id}/notes`, { text: 'x' }],
  'make a rule': [
    'post',
    () => '/ip-rules',
    { scope: 'user', user: 1, range: OFFICE, note: 'x', confirmSelfLockout: false },
  ],
  'change a rule': ['put', () => '/ip-rules/1', { range: OFFICE, note: 'x', confirmSelfLockout: false }],
  'save a view': [
    'post',
    () => '/saved-views',
    { name: 'x', columns: ['email'], query: {}, isShared: false },
  ],
  'choose columns': ['put', () => '/me/preferences', { usersColumns: ['email'] }],
  'change the policy': ['put', () => '/policy', { lockout: {}, signIn: {} }],
};
const WRONG = [{ a: 1 }, { $ne: null }, ['x', ['y']], 7.5, () => undefined];

describe.each(Object.entries(writable))('%s', (_, [method, path, body]) => {
  it.each(Object.keys(body))('refuses anything but its type for %s, and names it', async (field) => {
    const [user] = people as [{ id: number }];
    const before = await read(user);

    for (const value of WRONG.slice(0, -1)) {
      const answer = await gatehouse[method](path(user.id), { body: { ...body, [field]: value } });

      expect(answer.status).toBe(400);
      expect(answer.body.error.details.code).toBe('VALIDATION');
      const named = answer.body.error.details.errors.map((error: { path: unknown[] }) =>
        String(error.path[0]),
      );
      expect(named).toContain(field);
      expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.js:\d/);
    }
    expect(await read(user)).toEqual(before);
  });

  it.each([
    ['a list', []],
    ['a list with an object', [{}]],
    ['a text', 'text'],
    ['a number', 7],
    ['a truth', true],
  ])('refuses a body that is %s', async (_name, whole) => {
    const [user] = people as [{ id: number }];

    expect((await gatehouse[method](path(user.id), { body: whole })).status).toBe(400);
  });
});

it('refuses a field it does not know at every route, and names it', async () => {
  const [user] = people as [{ id: number }];
  const rule = await addRule({ scope: 'user', user: user.id, range: OFFICE });

  for (const [method, path, body] of Object.values(writable)) {
    const at = path(user.id).replace('/ip-rules/1', `/ip-rules/${rule}`);
    expect(await gatehouse[method](at, { body: { ...body, surprise: 1 } })).toFailWith({
      status: 400,
      code: 'VALIDATION',
      field: 'surprise',
    });
  }
  for (const at of [
    '/users',
    '/roles',
    '/ip-rules',
    '/login-attempts',
    '/policy',
    '/saved-views',
    '/me/preferences',
    `/users/${user.id}`,
    `/users/${user.id}/log`,
  ]) {
    expect(await gatehouse.get(`${at}?surprise=1`)).toFailWith({
      status: 400,
      code: 'VALIDATION',
      field: 'surprise',
    });
  }
});
