import { aBrowser, browserWith, DAY, MINUTE, shared, type Person } from '../vocabulary';

const { act, attemptsOf, aUser, aUserAtWork, clock, failAtOnce, gatehouse, http, putBack, read } = shared;
const { setPolicy, signIn, sql, wrongly } = shared;

afterEach(putBack);

const NEW = 'Violet-Anchor-42';
const GENERIC = { status: 400, code: 'SIGN_IN_REFUSED' };

const mustChange = async (wishes: Parameters<typeof aUser>[0] = {}) => {
  const user = await aUser(wishes);
  await act(user, 'force-password-change');
  return user;
};
/** The right password of somebody who owes a new one, in a browser of its own. */
const start = async (user: Person, ask: Parameters<typeof signIn>[1] = {}) => {
  const browser = aBrowser();
  const answer = await signIn(user, { browser, ...ask });
  return { browser, answer, challenge: answer.body?.error?.details?.challenge };
};
const complete = async (
  {
    browser,
    challenge,
    from,
  }: { browser: ReturnType<typeof aBrowser>; challenge: { token: string }; from: string },
  password = NEW,
) => http.post('/gatehouse/sign-in/complete', { body: { token: challenge.token, password }, browser, from });
const sessionsOf = ({ adminUserId }: Pick<Person, 'adminUserId'>) =>
  sql('SELECT * FROM ?? WHERE ?? = ?', ['strapi_sessions', 'user_id', String(adminUserId)]);

it('answers the right password of who must change it with a step, and lets nobody in by it', async () => {
  const user = await mustChange();

  const { answer, challenge, browser } = await start(user);

  expect(answer.status).toBe(400);
  expect(answer.body.error.details).toEqual({
    code: 'LOGIN_NOT_ALLOWED',
    challenge: {
      token: expect.stringMatching(/^[\w-]{43}$/),
      kind: 'new-password',
      expiresAt: expect.any(String),
      passwordRules: { policy: expect.objectContaining({ minLength: 12 }), ownWords: expect.any(Array) },
    },
  });
  expect(answer.attempt).toMatchObject({ outcome: 'challenge', reason: 'new-password-required' });
  expect(browser.cookies.has('strapi_admin_refresh')).toBe(false);
  expect(await sessionsOf(user)).toEqual([]);
  const kept = JSON.stringify(
    await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_challenges', 'user_id', user.id]),
  );
  expect(kept).not.toContain(challenge.token);
  expect(kept).not.toContain(browser.cookies.get('gatehouse_challenge'));
  expect(await read(user)).toMatchObject({ failedTries: 0, status: 'awaiting-new-password' });
});

it('lets in with the new password as a sign-in does, and with it alone from then on', async () => {
  const user = await mustChange();
  const { challenge, browser } = await start(user);

  const answer = await complete({ browser, challenge, from: user.from });

  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body.data).sort()).toEqual(['accessToken', 'token', 'user']);
  expect(browser.cookies.has('strapi_admin_refresh')).toBe(true);
  const { token } = answer.body.data;
  expect((await http.get('/admin/users/me', { token, from: user.from })).body.data.id).toBe(user.adminUserId);
  expect((await http.post('/admin/access-token', { browser, from: user.from })).status).toBe(200);
  expect(await read(user)).toMatchObject({ status: 'active' });
  expect((await attemptsOf(user)).map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['success', 'ok'],
    ['challenge', 'new-password-required'],
  ]);
  expect(await signIn(user)).toBeRefusedAs('wrong-password');
  expect(await signIn({ ...user, password: NEW })).toBeLetIn();
});

it('keeps what the sign-in asked of its session', async () => {
  const user = await mustChange();
  const deviceId = '6f2e3c0e-4a63-4c58-9d5f-0a1f3a5b7c9d';
  const { challenge, browser } = await start(user, { deviceId, rememberMe: true });

  const { headers } = await complete({ browser, challenge, from: user.from });

  expect(await sessionsOf(user)).toMatchObject([{ device_id: deviceId, type: 'refresh' }]);
  expect(headers.getSetCookie().find((cookie) => cookie.startsWith('strapi_admin_refresh'))).toMatch(
    /expires=/i,
  );
});

it('asks for a new one when the present one is too old, and of nobody else', async () => {
  const user = await aUser();
  await setPolicy({ password: { maxAgeDays: 30 } });
  expect(await signIn(user)).toBeLetIn();

  await clock.advance(31 * DAY);

  expect((await start(user)).challenge).toMatchObject({ kind: 'new-password' });
});

it('says nothing to a wrong password that the right one would not', async () => {
  const user = await mustChange();

  expect(await signIn(wrongly(user))).toBeRefusedAs('wrong-password');
});

it('refuses a password that does not fit, and leaves the step to be done for five tries', async () => {
  const user = await mustChange();
  const { challenge, browser } = await start(user);
  const from = user.from;

  for (const password of ['short', user.password, 'Dragon123456', ''])
    expect(await complete({ browser, challenge, from }, password)).toFailWith({
      status: 400,
      code: 'PASSWORD_POLICY',
      field: 'password',
    });

  expect((await complete({ browser, challenge, from })).status).toBe(200);
  const other = await mustChange();
  const next = await start(other);
  for (let turn = 0; turn < 5; turn += 1) await complete({ ...next, from: other.from }, 'short');
  expect(await complete({ ...next, from: other.from })).toFailWith({
    status: 400,
    code: 'CHALLENGE_INVALID',
  });
});

describe('the step', () => {
  const expectInvalid = (answer: Awaited<ReturnType<typeof complete>>) => {
    expect(answer).toFailWith({ status: 400, code: 'CHALLENGE_INVALID' });
    expect(answer.headers.getSetCookie().join()).not.toContain('strapi_admin_refresh');
  };

  it('is the browser’s that got it', async () => {
    const user = await mustChange();
    const { challenge, browser } = await start(user);
    const { browser: another } = await start(await mustChange());

    expectInvalid(await complete({ challenge, browser: aBrowser(), from: user.from }));
    expectInvalid(await complete({ challenge, browser: another, from: user.from }));
    expectInvalid(
      await complete({
        challenge,
        browser: browserWith({ gatehouse_challenge: 'x'.repeat(43) }),
        from: user.from,
      }),
    );
    expect((await complete({ challenge, browser, from: user.from })).status).toBe(200);
  });

  it('is done once, of any number at the same time', async () => {
    const user = await mustChange();
    const started = { ...(await start(user)), from: user.from };

    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, turn) => complete(started, `${NEW}-${turn}`)),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await sessionsOf(user)).toHaveLength(1);
    expectInvalid(await complete(started));
  });

  it('is over after minutes', async () => {
    const user = await mustChange();
    const started = { ...(await start(user)), from: user.from };

    await clock.advance(5 * MINUTE + 1_000);

    expectInvalid(await complete(started));
  });

  it('is over when another one has set the password', async () => {
    const user = await mustChange();
    const first = { ...(await start(user)), from: user.from };
    const second = { ...(await start(user)), from: user.from };

    expect((await complete(first)).status).toBe(200);

    expectInvalid(await complete(second));
  });

  it('is over when somebody else sets the password meanwhile', async () => {
    const user = await mustChange();
    const started = { ...(await start(user)), from: user.from };

    await act(user, 'set-password', { password: 'Orange-Ladder-31', forceChange: true });

    expectInvalid(await complete(started));
  });

  it.each(['suspend', 'disable', 'lock'])('is over for who meets %s meanwhile', async (action) => {
    const user = await mustChange();
    const started = { ...(await start(user)), from: user.from };

    await act(user, action);

    expectInvalid(await complete(started));
    expect(await sessionsOf(user)).toEqual([]);
  });

  it('asks the rules once more', async () => {
    const user = await mustChange();
    const started = { ...(await start(user)), from: user.from };
    await failAtOnce(user, 5);

    const answer = await complete(started);

    expect(answer).toFailWith(GENERIC);
    expect(answer.body.error.message).toBe('Invalid credentials');
    expect((await attemptsOf(user))[0]).toMatchObject({ outcome: 'failure', reason: 'auto-locked' });
    expect(await sessionsOf(user)).toEqual([]);
  });

  it('takes nothing that is no token, and its name opens no other door', async () => {
    expect(await complete({ browser: aBrowser(), challenge: { token: 'x' }, from: '10.0.0.1' })).toFailWith({
      status: 400,
      code: 'VALIDATION',
    });
    const { status } = await http.post('/admin/login', {
      body: { email: 'challenge', password: 'challenge' },
    });
    expect(status).toBe(400);
  });

  it('lets nobody in while it cannot be found out whether they may', async () => {
    const user = await mustChange();
    const started = { ...(await start(user)), from: user.from };

    const answer = await shared.whileBroken('insert', 'gatehouse_login_attempts', () => complete(started));

    expect(answer).toFailWith({ status: 503, code: 'ACCESS_UNKNOWN' });
    expect(await sessionsOf(user)).toEqual([]);
  });
});

describe('an open session of who must choose a new password', () => {
  it('is told so, and answered no more than who they are', async () => {
    const user = await aUserAtWork({ roles: ['strapi-super-admin'] });
    const ask = { token: user.token, from: user.from };
    expect((await http.get('/gatehouse/users', ask)).status).toBe(200);

    await act(user, 'force-password-change', { reason: 'left a note on the screen' });

    for (const path of [
      '/gatehouse/users',
      '/admin/users',
      '/admin/roles',
      '/content-manager/content-types',
      '/admin/information',
    ])
      expect([path, await http.get(path, ask)]).toEqual([path, expect.objectContaining({ status: 403 })]);
    expect(await http.get('/gatehouse/users', ask)).toFailWith({
      status: 403,
      code: 'NEW_PASSWORD_REQUIRED',
    });
    expect((await http.put('/admin/users/me', { ...ask, body: { firstname: 'Eve' } })).status).toBe(403);
    for (const path of ['/admin/users/me', '/admin/users/me/permissions'])
      expect([path, (await http.get(path, ask)).status]).toEqual([path, 200]);
    expect((await http.get('/admin/init')).status).toBe(200);
    expect((await http.post('/admin/access-token', { browser: user.browser, from: user.from })).status).toBe(
      200,
    );
    expect((await http.post('/admin/logout', ask)).status).toBe(200);
  });

  it('goes on where nobody asked for one', async () => {
    const [user, other] = [await aUserAtWork(), await aUserAtWork()];
    await act(user, 'force-password-change');

    expect((await http.get('/admin/users/me', { token: other.token, from: other.from })).status).toBe(200);
    expect(
      (await http.get('/content-manager/content-types', { token: other.token, from: other.from })).status,
    ).toBe(200);
  });
});

describe('force password change', () => {
  it('is for others, and for who has a password', async () => {
    const apiOnly = await aUser({ state: 'api-only' });
    expect(await gatehouse.post(`/users/${apiOnly.id}/force-password-change`, { body: {} })).toFailWith({
      status: 400,
      code: 'NO_PASSWORD',
    });
    const own = await shared.entryOf('first.admin@example.test');
    const answer = await gatehouse.post('/users/bulk', {
      body: { ids: [own.id, apiOnly.id], action: 'force-password-change' },
    });
    expect(answer.body.data).toMatchObject([
      { ok: false, code: 'OWN_USER' },
      { ok: false, code: 'NO_PASSWORD' },
    ]);
  });
});
