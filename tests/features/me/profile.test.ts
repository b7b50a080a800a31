import { anAdminTokenOf, aTokenOwner } from '../doors/admin-tokens';
import { shared, succeed } from '../vocabulary';

const { aRole, aUserAtWork, change, gatehouse, http, putBack, read, roleId } = shared;

afterEach(putBack);

type Someone = { token: string; from: string };
const me = ({ token, from }: Someone) => gatehouse.get('/me', { token, from });
const save = ({ token, from }: Someone, body: object) => gatehouse.put('/me', { token, from, body });

it('tells everybody about themself, whatever their permissions, and nobody about others', async () => {
  const role = await aRole();
  const ada = await aUserAtWork({ roles: [role.id], firstname: 'Ada', lastname: 'Byron' });

  const { data } = succeed(await me(ada)).body;

  expect(data).toMatchObject({
    id: ada.id,
    email: ada.email,
    userName: ada.email,
    firstname: 'Ada',
    lastname: 'Byron',
    roles: [{ id: role.id, name: role.name }],
    mustChangePassword: false,
  });
  expect(data.passwordRules.policy.minLength).toBeGreaterThanOrEqual(8);
  // What admins know about users is for admins.
  for (const field of ['status', 'failedTries', 'lockedReason', 'validTo', 'type'])
    expect(data).not.toHaveProperty(field);
  expect((await http.get('/gatehouse/me')).status).toBe(401);
});

it('takes names, mobile, time zone and locale, in the directory, in Strapi’s own record and in the log', async () => {
  const ada = await aUserAtWork({ roles: [(await aRole()).id] });
  const body = {
    firstname: 'Augusta',
    lastname: 'King',
    displayName: 'Countess of Lovelace',
    mobile: '+44 20 7946 0958',
    timeZone: 'Europe/London',
    locale: 'en-GB',
  };

  const answer = succeed(await save(ada, body));

  const saved = { ...body, mobile: '+442079460958' };
  expect(answer.body.data).toMatchObject(saved);
  expect(await read(ada)).toMatchObject(saved);
  const native = await http.get('/admin/users/me', { token: ada.token, from: ada.from });
  expect(native.body.data).toMatchObject({ firstname: 'Augusta', lastname: 'King' });
  const log = succeed(await gatehouse.get(`/users/${ada.id}/log`)).body.data;
  const changed = Object.assign({}, ...log.map(({ changes }: { changes: object }) => changes));
  expect(Object.keys(changed)).toEqual(expect.arrayContaining(Object.keys(body)));
  expect(log[0]).toMatchObject({ action: 'updated', actor: { id: ada.adminUserId } });
});

it('leaves what is not given as it is, and empties what is given as nothing', async () => {
  const ada = await aUserAtWork();
  succeed(await save(ada, { displayName: 'Ada', timeZone: 'Asia/Tokyo' }));

  expect(succeed(await save(ada, { displayName: '' })).body.data).toMatchObject({
    displayName: null,
    timeZone: 'Asia/Tokyo',
  });
});

it.each([
  ['an e-mail address', { email: 'else@example.test' }, 'email'],
  ['a user name', { userName: 'else' }, 'userName'],
  ['roles', { roles: [1] }, 'roles'],
  ['a type', { type: 'api-only' }, 'type'],
  ['access dates', { validTo: null }, 'validTo'],
  ['a password', { password: 'Another-Battery-Staple-9' }, 'password'],
  ['whose it is', { id: 1 }, 'id'],
  ['a time zone that is none', { timeZone: 'Mars/Olympus' }, 'timeZone'],
  ['a locale that is none', { locale: 'no such' }, 'locale'],
])('refuses %s', async (_, body, field) => {
  const ada = await aUserAtWork();
  const before = await read(ada);

  expect(await save(ada, { firstname: 'Eve', ...body })).toFailWith({
    status: 400,
    code: 'VALIDATION',
    field,
  });

  expect(await read(ada)).toEqual(before);
});

describe('the mobile', () => {
  it.each(['123', '020 7946 0958', '+44 1', '+999 123456789'])('is not %s', async (mobile) => {
    const ada = await aUserAtWork();

    const answer = await save(ada, { firstname: 'Eve', mobile });

    expect(answer).toFailWith({ status: 400, code: 'INVALID_PHONE', field: 'mobile' });
    expect((await read(ada)).firstname).not.toBe('Eve');
  });

  it('stays as an admin entered it while it is not changed', async () => {
    const ada = await aUserAtWork();
    await change(ada, { mobile: '123' });

    expect(succeed(await save(ada, { firstname: 'Augusta', mobile: '123' })).body.data.mobile).toBe('123');
    expect(succeed(await save(ada, { mobile: '' })).body.data.mobile).toBeNull();
  });
});

it('is for sessions: an admin token does not act on its owner’s account', async () => {
  const owner = await aTokenOwner(shared);
  const token = await anAdminTokenOf(shared, owner);
  expect((await gatehouse.get('/users', { token, from: owner.from })).status).toBe(200);

  const answers = [
    await gatehouse.get('/me', { token, from: owner.from }),
    await save({ token, from: owner.from }, { firstname: 'Mallory' }),
    await gatehouse.post('/me/password', {
      token,
      from: owner.from,
      body: { currentPassword: owner.password, password: 'Another-Battery-Staple-9' },
    }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect((await read(owner)).firstname).not.toBe('Mallory');
});

it('holds for super admins too, who change no roles of their own here', async () => {
  const boss = await aUserAtWork({ roles: ['strapi-super-admin'] });

  expect(succeed(await save(boss, { lastname: 'Hopper' })).body.data).toMatchObject({
    lastname: 'Hopper',
    roles: [{ id: await roleId('strapi-super-admin') }],
  });
  succeed(await gatehouse.delete(`/users/${boss.id}`));
});
