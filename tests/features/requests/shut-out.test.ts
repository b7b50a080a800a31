import { aBrowser, DAY, ELSEWHERE, OFFICE, shared } from '../vocabulary';

const {
  act,
  addRule,
  aRole,
  aUserAtWork,
  change,
  clock,
  failAtOnce,
  fromNow,
  gatehouse,
  http,
  putBack,
  read,
  signIn,
  sql,
} = shared;

afterEach(putBack);

type AtWork = Awaited<ReturnType<typeof aUserAtWork>>;

const request = ({ token, from }: Pick<AtWork, 'token' | 'from'>, path = '/admin/users/me') =>
  http.get(path, { token, from });
/** What the next request of the session and, after a renewal, of its new token gets. */
const goOn = async (user: AtWork): Promise<number[]> => {
  const next = await request(user);
  const renewed = await http.post('/admin/access-token', { browser: user.browser, from: user.from });
  const token: string | undefined = renewed.body?.data?.token;
  return [next.status, token ? (await request({ ...user, token })).status : renewed.status];
};
const STAYS = [200, 200];
const OUT = [401, 401];

const shutOut: [string, (user: AtWork) => Promise<unknown>][] = [
  ['is suspended', (user) => act(user, 'suspend')],
  ['is suspended until a date', async (user) => act(user, 'suspend', { until: await fromNow(DAY) })],
  ['is locked', (user) => act(user, 'lock')],
  ['is blocked', (user) => act(user, 'block-access', { reason: 'under suspicion' })],
  ['is disabled', (user) => act(user, 'disable')],
  ['is deleted', (user) => gatehouse.delete(`/users/${user.id}`)],
  ['becomes API-only', (user) => change(user, { type: 'api-only' })],
  ['gets a password from an admin', (user) => act(user, 'set-password', { password: 'Another-Horse-8' })],
  ['gets an end of access that is past', async (user) => change(user, { validTo: await fromNow(-1_000) })],
  [
    'gets a first day of access that is to come',
    async (user) => change(user, { validFrom: await fromNow(DAY) }),
  ],
  ["is switched off on Strapi's own page", (user) => natively(user, { isActive: false })],
];
const natively = async ({ adminUserId }: AtWork, body: object) =>
  http.put(`/admin/users/${adminUserId}`, { token: await shared.superAdmin(), body });

it.each(shutOut)('turns away the next request of who %s, and nobody else’s', async (_, shut) => {
  const [user, other] = [await aUserAtWork(), await aUserAtWork()];
  expect(await goOn(user)).toEqual(STAYS);

  await shut(user);

  expect(await goOn(user)).toEqual(OUT);
  expect(await goOn(other)).toEqual(STAYS);
});

it.each([
  ['user', (user: AtWork) => addRule({ scope: 'user', user: user.id, range: OFFICE })],
  [
    'role',
    async (user: AtWork) =>
      addRule({ scope: 'role', role: Number((await read(user)).roles[0]?.id), range: OFFICE }),
  ],
  [
    'everyone',
    async () => {
      await addRule({ scope: 'everyone', range: '127.0.0.1' });
      await addRule({ scope: 'everyone', range: OFFICE });
    },
  ],
])(
  'turns away the next request from an address that a new rule for the %s leaves out',
  async (scope, add) => {
    const role = await aRole();
    const user = await aUserAtWork({ roles: [role.id] });
    const other = await aUserAtWork();

    await add(user);

    expect(await goOn(user)).toEqual(OUT);
    expect(await goOn({ ...user, from: OFFICE })).toEqual(STAYS);
    expect(await goOn(other)).toEqual(scope === 'everyone' ? OUT : STAYS);
  },
);

it('turns away the next request of an open session when it moves to an address that is not allowed', async () => {
  const user = await aUserAtWork();
  await addRule({ scope: 'user', user: user.id, range: user.from });

  expect(await goOn(user)).toEqual(STAYS);
  expect(await goOn({ ...user, from: ELSEWHERE })).toEqual(OUT);
});

it('turns away the next request when the last moment of access has passed, with nobody doing anything', async () => {
  const user = await aUserAtWork();
  await change(user, { validTo: await fromNow(DAY) });
  expect(await goOn(user)).toEqual(STAYS);

  await clock.advance(DAY + 1_000);

  expect(await goOn(user)).toEqual(OUT);
});

it.each([
  ['suspend', 'enable'],
  ['disable', 'enable'],
  ['lock', 'unlock'],
  ['lock', 'allow-access'],
])('brings none of the old sessions back by %s and then %s, and lets in anew', async (shut, open) => {
  const user = await aUserAtWork();
  const second = await signIn(user);

  await act(user, shut);
  await act(user, open);

  expect(await goOn(user)).toEqual(OUT);
  expect(await goOn({ ...user, ...second, token: second.token ?? '' })).toEqual(OUT);
  expect(await signIn(user)).toBeLetIn();
});

it('brings none of the old sessions back when a suspension ends by itself', async () => {
  const user = await aUserAtWork();
  await act(user, 'suspend', { until: await fromNow(DAY) });

  await clock.advance(DAY + 1);

  expect(await goOn(user)).toEqual(OUT);
  expect(await signIn(user)).toBeLetIn();
});

it('leaves an access token no use that was issued before the last renewal', async () => {
  const user = await aUserAtWork();
  const renewed = await http.post('/admin/access-token', { browser: user.browser, from: user.from });
  expect(renewed.status).toBe(200);

  await act(user, 'lock');
  await act(user, 'unlock');

  expect((await request(user)).status).toBe(401);
  expect((await request({ ...user, token: renewed.body.data.token })).status).toBe(401);
});

it('does not throw out the user who is at work when strangers’ guesses lock', async () => {
  const user = await aUserAtWork();

  await failAtOnce(user, 10);

  expect(await read(user)).toMatchObject({ status: 'auto-locked' });
  expect(await goOn(user)).toEqual(STAYS);
});

it.each(['unlock', 'reset-tries', 'enable'])(
  'leaves the session of who is at work alone on %s',
  async (action) => {
    const user = await aUserAtWork();

    await act(user, action);

    expect(await goOn(user)).toEqual(STAYS);
  },
);

it('turns away a session whose user is gone from both tables', async () => {
  const user = await aUserAtWork();

  await sql('DELETE FROM ?? WHERE ?? = ?', ['admin_users', 'id', user.adminUserId]);
  await sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_users', 'id', user.id]);

  expect((await request(user)).status).toBe(401);
});

it('makes the entry of a user who has none, and goes on', async () => {
  const user = await aUserAtWork();
  await sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_users', 'id', user.id]);

  expect((await request(user)).status).toBe(200);
  expect((await shared.entryOf(user.email)).status).toBe('active');
});

describe('the one gate', () => {
  const EVERYWHERE = [
    '/admin/users/me',
    '/admin/users/me/permissions',
    '/admin/information',
    '/admin/roles',
    '/admin/users',
    '/content-manager/content-types',
    '/content-manager/collection-types/api::article.article',
    '/upload/files',
    '/users-permissions/roles',
    '/gatehouse/users',
    '/gatehouse/policy',
    '/gatehouse/ip-rules',
  ];

  it('lets in everywhere who may come in, and nowhere who may not', async () => {
    const [allowed, refused] = await Promise.all([
      aUserAtWork({ roles: ['strapi-super-admin'] }),
      aUserAtWork({ roles: ['strapi-super-admin'] }),
    ]);
    await addRule({ scope: 'user', user: refused.id, range: OFFICE });
    const knock = async (user: AtWork, path: string) => [path, (await request(user, path)).status];
    const everywhere = (user: AtWork) => Promise.all(EVERYWHERE.map((path) => knock(user, path)));
    // Whatever Strapi makes of a spelling: it leads nowhere else.
    const SPELT_ANEW = EVERYWHERE.flatMap((path) => [
      path.toUpperCase(),
      `${path}/`,
      path.replace('/', '//'),
    ]);

    expect(await everywhere(allowed)).toEqual(EVERYWHERE.map((path) => [path, 200]));
    expect(await everywhere(refused)).toEqual(EVERYWHERE.map((path) => [path, 401]));
    for (const path of SPELT_ANEW) {
      expect([path, (await request(refused, path)).body?.data]).not.toEqual([path, expect.anything()]);
    }
    await Promise.all([gatehouse.delete(`/users/${allowed.id}`), gatehouse.delete(`/users/${refused.id}`)]);
  });

  it('keeps out of what changes something, too', async () => {
    const user = await aUserAtWork();
    await addRule({ scope: 'user', user: user.id, range: OFFICE });

    const { token, from } = user;
    expect((await http.put('/admin/users/me', { token, from, body: { firstname: 'Eve' } })).status).toBe(401);
    expect((await http.post('/gatehouse/users', { token, from, body: {} })).status).toBe(401);
    expect((await http.delete(`/gatehouse/users/${user.id}`, { token, from })).status).toBe(401);
    expect((await read(user)).firstname).toBe('Ada');
  });

  it.each([['select', 'gatehouse_users']])(
    'lets nobody through when %s of %s cannot be asked, and says to come back rather than signing out',
    async (verb, table) => {
      const user = await aUserAtWork();

      const [me, page] = await shared.whileBroken(verb, table, () =>
        Promise.all([request(user), request(user, '/content-manager/content-types')]),
      );

      for (const answer of [me, page]) {
        expect(answer).toFailWith({ status: 503, code: 'ACCESS_UNKNOWN' });
        expect(JSON.stringify(answer?.body)).not.toContain('broken by a test');
      }
      expect(await goOn(user)).toEqual(STAYS);
    },
  );
});

it('ends nobody’s session by a token that is made up', async () => {
  for (const token of ['nonsense', 'a.b.c', '', 'null']) {
    expect((await http.get('/gatehouse/users', { token: token || ' ', browser: aBrowser() })).status).toBe(
      401,
    );
  }
});
