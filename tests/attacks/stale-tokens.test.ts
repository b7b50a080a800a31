import { DAY, OFFICE, shared } from './vocabulary';

const { act, addRule, aUserAtWork, change, fromNow, gatehouse, http, putBack, signIn, sql, superAdmin } =
  shared;

afterEach(putBack);

type AtWork = Awaited<ReturnType<typeof aUserAtWork>>;

const ask = (token: string | undefined, from: string) => http.get('/admin/users/me', { token, from });
const renew = (refresh: string, from: string) =>
  http.post('/admin/access-token', { headers: { cookie: `strapi_admin_refresh=${refresh}` }, from });

/** Every credential a session has had: the first access token, and those of two renewals, with their cookies. */
const withRenewals = async () => {
  const user = await aUserAtWork();
  const tokens: (string | undefined)[] = [user.token];
  const cookies = [user.browser.cookies.get('strapi_admin_refresh') ?? ''];
  for (let turn = 0; turn < 2; turn += 1) {
    const { body } = await http.post('/admin/access-token', { browser: user.browser, from: user.from });
    tokens.push(body.data.token);
    cookies.push(user.browser.cookies.get('strapi_admin_refresh') ?? '');
  }
  return { user, tokens, cookies };
};

const natively = async ({ adminUserId }: AtWork, body: object) =>
  http.put(`/admin/users/${adminUserId}`, { token: await superAdmin(), body });

type Deed = (user: AtWork) => Promise<unknown>;
type Revocation = [string, { revoke: Deed; takeBack?: Deed }];
const revocations: Revocation[] = [
  ['suspended', { revoke: (user) => act(user, 'suspend'), takeBack: (user) => act(user, 'enable') }],
  ['disabled', { revoke: (user) => act(user, 'disable'), takeBack: (user) => act(user, 'enable') }],
  ['locked', { revoke: (user) => act(user, 'lock'), takeBack: (user) => act(user, 'unlock') }],
  [
    'blocked',
    {
      revoke: (user) => act(user, 'block-access', { reason: 'x' }),
      takeBack: (user) => act(user, 'allow-access'),
    },
  ],
  [
    'made API-only',
    {
      revoke: (user) => change(user, { type: 'api-only' }),
      // Who is API-only has no password.
      takeBack: async (user) => {
        await change(user, { type: 'panel' });
        user.password = 'Violet-Anchor-41';
        await act(user, 'set-password', { password: user.password });
      },
    },
  ],
  [
    'past the last day',
    {
      revoke: async (user) => change(user, { validTo: await fromNow(-DAY) }),
      takeBack: (user) => change(user, { validTo: null }),
    },
  ],
  [
    'switched off by Strapi',
    {
      revoke: (user) => natively(user, { isActive: false }),
      takeBack: (user) => natively(user, { isActive: true }),
    },
  ],
  [
    'given another password',
    { revoke: (user) => act(user, 'set-password', { password: 'Another-Horse-8' }) },
  ],
  ['deleted', { revoke: ({ id }) => gatehouse.delete(`/users/${id}`) }],
];

it.each(revocations)(
  'no token of a session works for a user who is %s, however old it is, nor when that is taken back',
  async (_, { revoke, takeBack }) => {
    const { user, tokens, cookies } = await withRenewals();
    const statuses = async () => [
      ...(await Promise.all(tokens.map((token) => ask(token, user.from)))).map(({ status }) => status),
      ...(await Promise.all(cookies.map((cookie) => renew(cookie, user.from)))).map(({ status }) => status),
    ];
    const out = Array(tokens.length + cookies.length).fill(401);

    await revoke(user);
    expect(await statuses()).toEqual(out);

    if (takeBack) {
      await takeBack(user);
      expect(await statuses()).toEqual(out);
      expect((await signIn(user)).status).toBe(200);
    }
  },
);

it('every token of a session is kept out by a rule for as long as there is one', async () => {
  const { user, tokens } = await withRenewals();
  await addRule({ scope: 'user', user: user.id, range: OFFICE });

  for (const token of tokens) {
    expect((await ask(token, user.from)).status).toBe(401);
    expect((await ask(token, OFFICE)).status).toBe(200);
  }
});

it('a cookie that was renewed already gets nothing more', async () => {
  const { user, cookies } = await withRenewals();

  expect((await renew(cookies[0] as string, user.from)).body?.data?.token).toBeUndefined();
  expect((await renew(cookies[1] as string, user.from)).body?.data?.token).toBeUndefined();
});

it('no token of a session works once its row is gone, and none that somebody wrote themself', async () => {
  const { user, tokens } = await withRenewals();
  const [head, , signature] = String(tokens[0]).split('.');
  const forged = [
    [head, base64({ userId: '1', sessionId: 'x', type: 'access' }), signature],
    [base64({ alg: 'none', typ: 'JWT' }), base64({ userId: '1', sessionId: 'x', type: 'access' }), ''],
  ].map((parts) => parts.join('.'));
  await sql('DELETE FROM ?? WHERE ?? = ?', ['strapi_sessions', 'user_id', String(user.adminUserId)]);

  for (const token of [...tokens, ...forged]) {
    expect((await ask(token, user.from)).status).toBe(401);
  }
});

const base64 = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
