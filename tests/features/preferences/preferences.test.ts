import { shared, succeed } from '../vocabulary';

const { aRole, aUserAtWork, gatehouse, http, putBack, sql, superAdmin } = shared;

afterAll(putBack);

type Someone = { token: string; from: string; adminUserId: number };
let ada: Someone;
let grace: Someone;
beforeAll(async () => {
  const { id } = await aRole(['users.read']);
  ada = await aUserAtWork({ roles: [id] });
  grace = await aUserAtWork({ roles: [id] });
});

const read = async ({ token, from }: Someone) =>
  succeed(await gatehouse.get('/me/preferences', { token, from })).body.data;
const write = ({ token, from }: Someone, body: object) =>
  gatehouse.put('/me/preferences', { token, from, body });
const rowsOf = ({ adminUserId }: Someone) =>
  sql('SELECT ?? FROM ?? WHERE ?? = ?', ['name', 'gatehouse_preferences', 'admin_user_id', adminUserId]);

it('remembers what somebody chose, in their order, and nobody else has it', async () => {
  expect(await read(ada)).toEqual({ usersColumns: null });

  const usersColumns = ['email', 'userName', 'mfaEnabled'];
  expect(succeed(await write(ada, { usersColumns })).body.data).toEqual({ usersColumns });

  expect(await read(ada)).toEqual({ usersColumns });
  expect(await read(grace)).toEqual({ usersColumns: null });
});

it('changes what is given alone, and forgets what is given as null', async () => {
  succeed(await write(ada, { usersColumns: ['email'] }));
  succeed(await write(ada, {}));
  expect(await read(ada)).toEqual({ usersColumns: ['email'] });

  succeed(await write(ada, { usersColumns: null }));
  expect(await read(ada)).toEqual({ usersColumns: null });
});

it('keeps one of what many browsers write at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, turn) =>
      write(grace, { usersColumns: turn % 2 ? ['email'] : ['userName'] }),
    ),
  );

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(await rowsOf(grace)).toHaveLength(1);
});

it.each([
  ['unknown columns', { usersColumns: ['password'] }, 'usersColumns'],
  ['a column twice', { usersColumns: ['email', 'email'] }, 'usersColumns'],
  ['no column', { usersColumns: [] }, 'usersColumns'],
  ['a text', { usersColumns: 'email' }, 'usersColumns'],
  ['what there is not', { theme: 'dark' }, 'theme'],
  ['whose it is', { adminUserId: 1, usersColumns: ['email'] }, 'adminUserId'],
])('refuses %s', async (_, body, field) => {
  const answer = await write(ada, body);

  expect(answer).toMatchObject({ status: 400, body: { error: { details: { code: 'VALIDATION' } } } });
  expect(answer.body.error.details.errors[0].path[0]).toBe(field);
});

it('takes what an older version left, and cannot be read, for nothing', async () => {
  succeed(await write(ada, { usersColumns: ['email'] }));
  await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
    'gatehouse_preferences',
    'value',
    '["shoeSize"]',
    'admin_user_id',
    ada.adminUserId,
  ]);

  expect(await read(ada)).toEqual({ usersColumns: null });
});

it('goes with the user', async () => {
  succeed(await write(grace, { usersColumns: ['email'] }));
  expect(await rowsOf(grace)).toHaveLength(1);

  succeed(await http.delete(`/admin/users/${grace.adminUserId}`, { token: await superAdmin() }));

  expect(await rowsOf(grace)).toEqual([]);
});
