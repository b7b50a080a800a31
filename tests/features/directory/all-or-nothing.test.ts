import { anEmail, shared } from '../vocabulary';
import { tablesOf } from './entries';

const { aUserAtWork, call, gatehouse, http, roleId, signIn, sql, whileBroken } = shared;
const { entry, entries, natives } = tablesOf(shared);

/** The last thing each request does is to write it down: by then everything else is done. */
const failing = <T>(run: () => Promise<T>) => whileBroken('insert', 'gatehouse_notes', run);

const nativeRow = async (id: number) =>
  (await sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users', 'id', id]))[0];
const rolesOf = (id: number) =>
  sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users_roles_lnk', 'user_id', id]);
const everythingOf = async (adminUserId: number) => ({
  native: await nativeRow(adminUserId),
  roles: await rolesOf(adminUserId),
  entry: await entry(adminUserId),
  sessions: await sql('SELECT ?? FROM ?? WHERE ?? = ? ORDER BY ??', [
    'session_id',
    'strapi_sessions',
    'user_id',
    String(adminUserId),
    'session_id',
  ]),
});

it('creates nobody where it can’t be finished, and the address is free for the next try', async () => {
  const body = { email: anEmail('half.made'), firstname: 'Half', roles: [await roleId('strapi-editor')] };
  const total = (await natives()).length;

  const { status } = await failing(() => gatehouse.post('/users', { body }));

  expect(status).toBe(500);
  expect((await natives()).filter(({ email }) => email === body.email)).toEqual([]);
  expect((await entries()).filter(({ email }) => email === body.email)).toEqual([]);
  expect(await natives()).toHaveLength(total);

  expect((await gatehouse.post('/users', { body })).status).toBe(201);
  expect((await entries()).filter(({ email }) => email === body.email)).toHaveLength(1);
});

it('changes nothing where it can’t be finished', async () => {
  const user = await aUserAtWork();
  const before = await everythingOf(user.adminUserId);
  const body = {
    email: anEmail('half.changed'),
    userName: `half.${user.id}`,
    firstname: 'Half',
    lastname: 'Changed',
    mobile: '+49 30 123456',
    validTo: '2020-01-01T00:00:00.000Z',
    roles: [await roleId('strapi-author')],
  };

  const { status } = await failing(() => gatehouse.put(`/users/${user.id}`, { body }));

  expect(status).toBe(500);
  expect(await everythingOf(user.adminUserId)).toEqual(before);
  expect((await http.get('/admin/users/me', { token: user.token })).status).toBe(200);

  expect((await gatehouse.put(`/users/${user.id}`, { body: { ...body, validTo: null } })).status).toBe(200);
  expect(await entry(user.adminUserId)).toMatchObject({
    email: body.email,
    lastname: 'Changed',
    role_names: 'Author',
  });
});

it('deletes nobody where it can’t be finished', async () => {
  const user = await aUserAtWork();
  await shared.addRule({ scope: 'user', user: user.id, range: '0.0.0.0/0' });
  const before = await everythingOf(user.adminUserId);
  const rules = () => sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_ip_rules', 'user_id', user.id]);
  const devices = () => sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_devices', 'user_id', user.id]);
  const [rulesBefore, devicesBefore] = [await rules(), await devices()];
  expect([rulesBefore, devicesBefore].map(({ length }) => length)).toEqual([1, 1]);

  const { status } = await failing(() => gatehouse.delete(`/users/${user.id}`));

  expect(status).toBe(500);
  expect(await everythingOf(user.adminUserId)).toEqual(before);
  expect([await rules(), await devices()]).toEqual([rulesBefore, devicesBefore]);
  expect((await http.get('/admin/users/me', { token: user.token })).status).toBe(200);

  expect((await gatehouse.delete(`/users/${user.id}`)).status).toBe(200);
  expect(await everythingOf(user.adminUserId)).toEqual({
    native: undefined,
    roles: [],
    entry: undefined,
    sessions: [],
  });
});

it.each([
  ['lock', { reason: 'half' }],
  ['suspend', { reason: 'half' }],
  ['disable', {}],
  ['set-password', { password: 'Another-Horse-8' }],
])('does not "%s" by half', async (action, body) => {
  const user = await aUserAtWork();
  const before = await everythingOf(user.adminUserId);

  const { status } = await failing(() => gatehouse.post(`/users/${user.id}/${action}`, { body }));

  expect(status).toBe(500);
  expect(await everythingOf(user.adminUserId)).toEqual(before);
  expect(await signIn(user)).toBeLetIn();
});

describe('where the database ends a transaction in favour of another', () => {
  const endNext = (count: number) =>
    call(`strapi.faults.before('deadlock', /insert into .gatehouse_notes/, (run, turn) => {
      if (turn >= ${count}) strapi.faults.end('deadlock');
      throw Object.assign(new Error('Deadlock found'), { code: 'ER_LOCK_DEADLOCK' });
    })`);
  const suspensionsOf = async ({ id }: { id: number }) =>
    (await gatehouse.get(`/users/${id}/log`)).body.data.filter(
      ({ action }: { action: string }) => action === 'suspended',
    );

  it('does it once more, and all of it once', async () => {
    const user = await aUserAtWork();
    await endNext(2);

    const answer = await gatehouse.post(`/users/${user.id}/suspend`, { body: {} });

    expect([answer.status, answer.body.data.status]).toEqual([200, 'suspended']);
    expect(await suspensionsOf(user)).toHaveLength(1);
  });

  it('gives up in the end, with nothing of it done', async () => {
    const user = await aUserAtWork();
    const before = await everythingOf(user.adminUserId);
    await endNext(5);

    expect((await gatehouse.post(`/users/${user.id}/suspend`, { body: {} })).status).toBe(500);

    expect(await everythingOf(user.adminUserId)).toEqual(before);
    expect(await suspensionsOf(user)).toEqual([]);
    expect((await gatehouse.post(`/users/${user.id}/suspend`, { body: {} })).status).toBe(200);
  });
});
