import {
  anEmail,
  aPassword,
  browserWith,
  DAY,
  ELSEWHERE,
  OFFICE,
  shared,
  type Answer,
  type Person,
} from '../vocabulary';

const {
  act,
  addRule,
  aUser,
  aUserAtWork,
  call,
  change,
  clock,
  failAtOnce,
  fromNow,
  gatehouse,
  http,
  putBack,
  signIn,
  sql,
  superAdmin,
  whileBroken,
} = shared;

afterEach(putBack);

type AtWork = Awaited<ReturnType<typeof aUserAtWork>>;

const REFRESH = 'strapi_admin_refresh';

const renew = ({ browser, from }: Pick<AtWork, 'browser' | 'from'>): Promise<Answer> =>
  http.post('/admin/access-token', { browser, from });
const ask = (token: string, { from }: Pick<AtWork, 'from'>) => http.get('/admin/users/me', { token, from });

const sessionsOf = ({ adminUserId }: Pick<Person, 'adminUserId'>) =>
  sql('SELECT * FROM ?? WHERE ?? = ?', ['strapi_sessions', 'user_id', String(adminUserId)]);

/** Writes state past every service, so that the sessions stay and the door alone is left to look. */
const store = ({ id }: Person, values: Record<string, unknown>) =>
  call(
    `strapi.db.query('plugin::gatehouse.user').update(${JSON.stringify({ where: { id }, data: values })}).then(() => null)`,
  );

/** 401 as Strapi says it, and nothing that could be used in its place. */
const expectNothingNew = (answer: Answer) => {
  expect(answer.status).toBe(401);
  expect(answer.body).toEqual({
    data: null,
    error: { status: 401, name: 'UnauthorizedError', message: 'Unauthorized', details: {} },
  });
  expect(answer.headers.getSetCookie()).toEqual([]);
};

it('renews the session of who may come in: a new token and a new cookie, each good', async () => {
  const user = await aUserAtWork();
  const cookie = user.browser.cookies.get(REFRESH);

  const renewed = await renew(user);

  expect(renewed.status).toBe(200);
  expect(renewed.body).toEqual({ data: { token: expect.any(String) } });
  expect(user.browser.cookies.get(REFRESH)).not.toBe(cookie);
  expect((await ask(renewed.body.data.token, user)).status).toBe(200);
  expect((await renew(user)).status).toBe(200);
});

it.each<[string, (user: AtWork) => Promise<unknown>]>([
  ['suspended', (user) => store(user, { lifecycle: 'suspended' })],
  [
    'suspended until a day to come',
    async (user) => store(user, { lifecycle: 'suspended', suspendedUntil: await fromNow(DAY) }),
  ],
  ['disabled', (user) => store(user, { lifecycle: 'disabled' })],
  ['without access yet', (user) => store(user, { lifecycle: 'provisioned' })],
  ['locked by an admin', (user) => store(user, { lock: 'admin' })],
  ['API-only', (user) => store(user, { type: 'api-only' })],
])('renews nothing for who is %s, though the session is still there', async (_, shut) => {
  const [user, other] = [await aUserAtWork(), await aUserAtWork()];
  await shut(user);
  const before = await sessionsOf(user);

  const refused = await renew(user);

  expectNothingNew(refused);
  expect(before.length).toBeGreaterThan(0);
  expect(await sessionsOf(user)).toEqual(before);
  expect((await renew(other)).status).toBe(200);
});

it('renews nothing after the last moment of access, which passes with nobody doing anything', async () => {
  const user = await aUserAtWork();
  await change(user, { validTo: await fromNow(DAY) });
  expect((await renew(user)).status).toBe(200);

  await clock.advance(DAY + 1_000);
  const before = await sessionsOf(user);

  expectNothingNew(await renew(user));
  expect(await sessionsOf(user)).toEqual(before);
});

it.each<[string, (user: AtWork) => Promise<unknown>]>([
  ['user', (user) => addRule({ scope: 'user', user: user.id, range: OFFICE })],
  [
    'everyone',
    async () => {
      // Where the super admin comes from, who goes on making rules.
      await addRule({ scope: 'everyone', range: '127.0.0.1' });
      await addRule({ scope: 'everyone', range: OFFICE });
    },
  ],
])(
  'renews nothing at an address that a rule for the %s leaves out, and the same cookie where it is let',
  async (_, limit) => {
    const user = await aUserAtWork();
    await limit(user);
    const before = await sessionsOf(user);

    expectNothingNew(await renew({ ...user, from: ELSEWHERE }));
    expect(await sessionsOf(user)).toEqual(before);

    // The refusal has used nothing up: the owner is still at work.
    const renewed = await renew({ ...user, from: OFFICE });
    expect(renewed.status).toBe(200);
    expect((await ask(renewed.body.data.token, { from: OFFICE })).status).toBe(200);
  },
);

it('believes no forwarded address beyond the trusted proxy', async () => {
  const user = await aUserAtWork();
  await addRule({ scope: 'user', user: user.id, range: OFFICE });

  expectNothingNew(await renew({ ...user, from: `${OFFICE}, ${ELSEWHERE}` }));
  expect((await renew({ ...user, from: `${ELSEWHERE}, ${OFFICE}` })).status).toBe(200);
});

it('goes on renewing for who is at work while strangers lock the user by guessing', async () => {
  const user = await aUserAtWork();

  await failAtOnce(user, 10);

  expect(await shared.read(user)).toMatchObject({ status: 'auto-locked' });
  expect((await renew(user)).status).toBe(200);
});

it.each([['select', 'gatehouse_users']])(
  'answers 503 and takes no session away when %s of %s cannot be asked',
  async (verb, table) => {
    const user = await aUserAtWork();
    const cookie = user.browser.cookies.get(REFRESH);
    const before = await sessionsOf(user);

    const answer = await whileBroken(verb, table, () => renew(user));

    expect(answer).toFailWith({ status: 503, code: 'ACCESS_UNKNOWN' });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(answer.body)).not.toContain('broken by a test');
    expect(user.browser.cookies.get(REFRESH)).toBe(cookie);
    expect(await sessionsOf(user)).toEqual(before);
    expect((await renew(user)).status).toBe(200);
  },
);

it.each([
  ['none', {}],
  ['an empty one', { [REFRESH]: '' }],
  ['garbage', { [REFRESH]: 'a.b.c' }],
  ['endless', { [REFRESH]: 'x'.repeat(4_000) }],
])("lets Strapi itself turn away a cookie that is %s, by Strapi's own 401", async (_, cookies) => {
  const answer = await renew({ browser: browserWith(cookies as Record<string, string>), from: OFFICE });

  expect(answer.status).toBe(401);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

it('takes no access token for the cookie of a session', async () => {
  const user = await aUserAtWork();

  const answer = await renew({ browser: browserWith({ [REFRESH]: user.token }), from: user.from });

  expect(answer.status).toBe(401);
});

it('renews a cookie once: the one before it is worth nothing', async () => {
  const user = await aUserAtWork();
  const old = user.browser.cookies.get(REFRESH) ?? '';
  await renew(user);

  expect((await renew({ ...user, browser: browserWith({ [REFRESH]: old }) })).status).toBe(401);
  expect((await renew(user)).status).toBe(200);
});

it('renews nothing for a session whose user is gone behind everybody', async () => {
  const user = await aUserAtWork();
  await sql('DELETE FROM ?? WHERE ?? = ?', ['admin_users', 'id', user.adminUserId]);
  expect((await sessionsOf(user)).length).toBeGreaterThan(0);

  const answer = await renew(user);

  expect(answer.status).toBe(401);
  expect(answer.body.data).toBeNull();
});

describe('all the tokens of a family', () => {
  const natively = async ({ adminUserId }: Person, body: object) =>
    http.put(`/admin/users/${adminUserId}`, { token: await superAdmin(), body });

  /** The access tokens of a session from before its last renewals, and the one of now. */
  const family = async (user: AtWork) => {
    const second = (await renew(user)).body.data.token;
    const third = (await renew(user)).body.data.token;
    return [user.token, second, third];
  };
  const statuses = (tokens: string[], user: AtWork) =>
    Promise.all(tokens.map(async (token) => (await ask(token, user)).status));

  const shutAndOpened: [
    string,
    (user: AtWork) => Promise<unknown>,
    ((user: AtWork) => Promise<unknown>) | null,
  ][] = [
    ['suspend', (user) => act(user, 'suspend'), (user) => act(user, 'enable')],
    [
      'suspend until a date',
      async (user) => act(user, 'suspend', { until: await fromNow(DAY) }),
      () => clock.advance(DAY + 1),
    ],
    ['lock', (user) => act(user, 'lock'), (user) => act(user, 'unlock')],
    [
      'block',
      (user) => act(user, 'block-access', { reason: 'lost laptop' }),
      (user) => act(user, 'allow-access'),
    ],
    ['disable', (user) => act(user, 'disable'), (user) => act(user, 'enable')],
    ['API-only', (user) => change(user, { type: 'api-only' }), (user) => change(user, { type: 'panel' })],
    [
      'last day of access',
      async (user) => change(user, { validTo: await fromNow(-DAY) }),
      (user) => change(user, { validTo: null }),
    ],
    ['set-password', (user) => act(user, 'set-password', { password: 'Another-Horse-8' }), null],
    ['delete', (user) => gatehouse.delete(`/users/${user.id}`), null],
    [
      "switching off on Strapi's own page",
      (user) => natively(user, { isActive: false }),
      (user) => natively(user, { isActive: true }),
    ],
    [
      "deleting on Strapi's own page",
      async (user) => http.delete(`/admin/users/${user.adminUserId}`, { token: await superAdmin() }),
      null,
    ],
  ];

  it.each(shutAndOpened)(
    'die with %s, the ones from before the last renewal too, and never come back',
    async (_, shut, open) => {
      const user = await aUserAtWork();
      const tokens = await family(user);
      const elsewhere = await signIn(user);
      const bystander = await aUserAtWork();
      // Strapi knows no renewal of access tokens: the old ones hold until they run out.
      expect(await statuses(tokens, user)).toEqual([200, 200, 200]);

      await shut(user);

      expect(await statuses([...tokens, elsewhere.token ?? ''], user)).toEqual([401, 401, 401, 401]);
      expect((await renew(user)).status).toBe(401);
      await open?.(user);
      expect(await statuses([...tokens, elsewhere.token ?? ''], user)).toEqual([401, 401, 401, 401]);
      expect((await renew(user)).status).toBe(401);
      expect((await renew({ ...user, browser: elsewhere.browser })).status).toBe(401);
      expect((await ask(bystander.token, bystander)).status).toBe(200);
      expect((await renew(bystander)).status).toBe(200);
    },
  );

  it('die in the open transaction of the change or not at all: a refused change ends nobody’s session', async () => {
    const user = await aUserAtWork();
    const tokens = await family(user);

    await gatehouse.post(`/users/${user.id}/suspend`, { body: { until: await fromNow(-DAY) } });
    await gatehouse.post(`/users/${user.id}/set-password`, { body: { password: 'short' } });

    expect(await statuses(tokens, user)).toEqual([200, 200, 200]);
    expect((await renew(user)).status).toBe(200);
  });
});

it('lets nobody make a session of their own by renewing while they are being shut out', async () => {
  const user = await aUser();
  const sessions = await Promise.all(Array.from({ length: 4 }, () => signIn(user)));

  const [, ...renewals] = await Promise.all([
    act(user, 'suspend'),
    ...sessions.map(({ browser }) => renew({ browser, from: user.from })),
  ]);
  await act(user, 'enable');

  const got = renewals.flatMap(({ body }) => (body?.data?.token ? [body.data.token as string] : []));
  for (const token of got) {
    expect([token, (await ask(token, user)).status]).toEqual([token, 401]);
  }
  for (const { browser } of sessions) {
    expect((await renew({ browser, from: user.from })).status).toBe(401);
  }
});

it('knows whom a session belongs to by the session alone', async () => {
  const [user, other] = [await aUserAtWork(), await aUserAtWork()];
  await store(other, { lifecycle: 'disabled' });

  const answer = await http.post('/admin/access-token', {
    browser: user.browser,
    from: user.from,
    token: other.token,
    body: { userId: other.adminUserId, email: anEmail(), password: aPassword },
  });

  expect(answer.status).toBe(200);
  expect((await ask(answer.body.data.token, user)).body.data.id).toBe(user.adminUserId);
});
