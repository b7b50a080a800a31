import { firstAdmin, OFFICE, shared } from '../vocabulary';

const { addRule, entryOf, gatehouse, http, putBack, roleId, superAdmin, sql } = shared;

// The super admin of these tests comes from 127.0.0.1.
const HERE = '127.0.0.1';

afterEach(putBack);

const ranges = async () =>
  (await sql<{ range: string }>('SELECT ?? FROM ?? ORDER BY ??', ['range', 'gatehouse_ip_rules', 'id'])).map(
    ({ range }) => range,
  );
const mayAsk = async () => (await http.get('/gatehouse/users', { token: await superAdmin() })).status === 200;

const scopes: [
  string,
  () => Promise<{ scope: 'user' | 'role' | 'everyone'; user?: number; role?: number }>,
][] = [
  ['everyone', async () => ({ scope: 'everyone' })],
  ['the own role', async () => ({ scope: 'role', role: await roleId('strapi-super-admin') })],
  ['oneself', async () => ({ scope: 'user', user: (await entryOf(firstAdmin.email)).id })],
];

describe.each(scopes)('a rule for %s', (_, scope) => {
  it('is not made that shuts out who makes it, unless confirmed', async () => {
    const body = { ...(await scope()), range: OFFICE };

    expect(await gatehouse.post('/ip-rules', { body })).toFailWith({ status: 400, code: 'SELF_LOCKOUT' });
    expect(await gatehouse.post('/ip-rules', { body: { ...body, confirmSelfLockout: false } })).toFailWith({
      status: 400,
      code: 'SELF_LOCKOUT',
    });
    expect(await ranges()).toEqual([]);
    expect(await mayAsk()).toBe(true);

    expect((await gatehouse.post('/ip-rules', { body: { ...body, confirmSelfLockout: true } })).status).toBe(
      201,
    );
    expect(await ranges()).toEqual([OFFICE]);
    expect(await mayAsk()).toBe(false);
  });

  it('is not changed into one that shuts out who changes it, unless confirmed', async () => {
    const id = await addRule({ ...(await scope()), range: HERE });

    expect(await gatehouse.put(`/ip-rules/${id}`, { body: { range: OFFICE } })).toFailWith({
      status: 400,
      code: 'SELF_LOCKOUT',
    });
    expect(await ranges()).toEqual([HERE]);

    const body = { range: OFFICE, confirmSelfLockout: true };
    expect((await gatehouse.put(`/ip-rules/${id}`, { body })).status).toBe(200);
    expect(await mayAsk()).toBe(false);
  });

  it('is not removed where those that remain shut out who removes it, unless confirmed', async () => {
    const id = await addRule({ ...(await scope()), range: HERE });
    await addRule({ ...(await scope()), range: OFFICE });

    expect(await gatehouse.delete(`/ip-rules/${id}`)).toFailWith({ status: 400, code: 'SELF_LOCKOUT' });
    expect(await gatehouse.delete(`/ip-rules/${id}?confirmSelfLockout=false`)).toFailWith({
      status: 400,
      code: 'SELF_LOCKOUT',
    });
    expect(await ranges()).toEqual([HERE, OFFICE]);

    expect((await gatehouse.delete(`/ip-rules/${id}?confirmSelfLockout=true`)).status).toBe(200);
    expect(await mayAsk()).toBe(false);
  });

  it('is removed without a question where it is the last', async () => {
    const id = await addRule({ ...(await scope()), range: HERE });

    expect((await gatehouse.delete(`/ip-rules/${id}`)).status).toBe(200);
    expect(await mayAsk()).toBe(true);
  });
});

it('asks about who makes the rule, from where the request comes', async () => {
  const token = await superAdmin();
  const body = { scope: 'everyone', range: OFFICE };

  expect(await gatehouse.post('/ip-rules', { body, token, from: '203.0.113.9' })).toFailWith({
    status: 400,
    code: 'SELF_LOCKOUT',
  });
  expect((await gatehouse.post('/ip-rules', { body, token, from: OFFICE })).status).toBe(201);
});

it('asks nothing about a rule for somebody else', async () => {
  const user = await shared.aUser();

  expect(await addRule({ scope: 'user', user: user.id, range: OFFICE })).toEqual(expect.any(Number));
});
