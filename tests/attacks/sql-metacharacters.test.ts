import { anEmail, shared } from './vocabulary';

const { aUser, change, entryOf, gatehouse, http, putBack, sql, superAdmin } = shared;

afterAll(putBack);

/** Names that a query put together from texts would stumble over. */
const names = [
  `o'brien`,
  `o''brien`,
  `say "hello"`,
  'fifty%off',
  'under_score',
  'back\\slash',
  'back\\\\slash',
  'bang!bang',
  'what?',
  'what??',
  ':named',
  '$1',
  '[a-z]*',
  'a;drop table gatehouse_users--',
  `x' or '1'='1`,
  `x%' or 1=1 --`,
  '/* comment */',
  '`tick`',
  '100%',
  '%',
  '_',
  '!',
  '\\',
  `'`,
];

const found = async (q: string): Promise<string[]> => {
  const { status, body } = await gatehouse.get(`/users?pageSize=200&_q=${encodeURIComponent(q)}`);
  expect(status).toBe(200);
  return body.data.map(({ displayName }: { displayName: string | null }) => displayName);
};

beforeAll(async () => {
  for (const [turn, name] of names.entries()) {
    const { id } = await entryOf((await aUser({ email: anEmail(`sql${turn}`) })).email);
    await change({ id }, { displayName: name });
  }
});

it.each(names)('a search for %s finds who is called so, and nobody else', async (name) => {
  const containing = names.filter((other) => other.toLowerCase().includes(name.toLowerCase()));

  const got = (await found(name)).filter((displayName) => names.includes(displayName));

  expect(got.sort()).toEqual(containing.sort());
});

it.each(["'", '%', '_', '\\', '"', '`', ';', '--', "' or 1=1 --", '?', '??', ':x', '$1'])(
  'a search of roles for %s finds none whose name does not hold it',
  async (q) => {
    const { status, body } = await gatehouse.get(`/roles?_q=${encodeURIComponent(q)}`);

    expect(status).toBe(200);
    expect(body.data.filter(({ name }: { name: string }) => !name.includes(q))).toEqual([]);
  },
);

it.each(names)(
  'a note and a reason with %s are kept as they are, and of the name at a sign-in what is kept',
  async (name) => {
    const user = await entryOf((await aUser()).email);

    await http.post('/admin/login', { body: { email: name, password: name } });
    const note = await gatehouse.post(`/users/${user.id}/notes`, { body: { text: name } });
    const locked = await gatehouse.post(`/users/${user.id}/lock`, { body: { reason: name } });

    expect(note.body.data.text).toBe(name.trim());
    expect(locked.body.data.lockedReason).toBe(name.trim());
    const [attempt] = (await gatehouse.get('/login-attempts?pageSize=1')).body.data;
    expect(attempt).toMatchObject({ userName: '•••', reason: 'unknown-user' });
  },
);

it('leaves every table where it was', async () => {
  for (const table of ['gatehouse_users', 'gatehouse_roles', 'gatehouse_login_attempts', 'gatehouse_notes']) {
    const [row] = await sql('SELECT count(*) AS ?? FROM ??', ['rows', table]);
    expect(Number(row?.rows)).toBeGreaterThan(0);
  }
  expect((await http.get('/admin/users/me', { token: await superAdmin() })).status).toBe(200);
});
