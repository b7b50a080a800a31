import { aBrowser, browserWith, MINUTE, shared, succeed, TRIES } from '../vocabulary';
import { anAdminTokenOf, aTokenOwner } from '../doors/admin-tokens';
import { mfaAt } from './vocabulary';

const { act, attemptsOf, aUser, clock, http, putBack, read, setPolicy, signIn, sql, wrongly } = shared;
const { aUserWithAnApp, complete, isIn, nextCode, start } = mfaAt(shared);

afterEach(putBack);

const WRONG = '000000';
const reasonsOf = async (user: { id: number }) =>
  (await attemptsOf(user)).map(({ outcome, reason }) => `${outcome} ${reason}`);

it('answers the right password with the step alone: no cookie, no session', async () => {
  const user = await aUserWithAnApp();
  const before = await sql('SELECT * FROM ??', ['strapi_sessions']);

  const { answer, challenge, browser } = await start(user);

  expect(answer.status).toBe(400);
  expect(answer.body.error.details).toEqual({
    code: 'LOGIN_NOT_ALLOWED',
    challenge: {
      token: expect.stringMatching(/^[\w-]{43}$/),
      kind: 'mfa',
      expiresAt: expect.any(String),
      methods: ['totp', 'recovery-code'],
      trustDays: 30,
    },
  });
  expect(challenge.token).not.toBe(browser.cookies.get('gatehouse_challenge'));
  expect(browser.cookies.has('strapi_admin_refresh')).toBe(false);
  expect(await sql('SELECT * FROM ??', ['strapi_sessions'])).toHaveLength(before.length);
  expect(await signIn(wrongly(user))).toBeRefusedAs('wrong-password');
});

it('lets in with the code, as a sign-in does, and writes down both', async () => {
  const user = await aUserWithAnApp();
  const started = await start(user);

  const answer = await complete(started, { code: await nextCode(user.app) });

  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body.data).sort()).toEqual(['accessToken', 'token', 'user']);
  expect(await isIn(answer.body.data.token, user.from)).toBe(true);
  const renewed = await http.post('/admin/access-token', { browser: started.browser, from: user.from });
  expect(renewed.status).toBe(200);
  expect(await isIn(renewed.body.data.token, user.from)).toBe(true);
  expect((await reasonsOf(user)).slice(0, 2)).toEqual(['success ok', 'challenge mfa-required']);
  expect((await attemptsOf(user))[0]).toMatchObject({ method: 'totp' });
  expect(await read(user)).toMatchObject({ failedTries: 0, mfaEnabled: true });
});

it('takes a code once, and none that is older, even of another sign-in', async () => {
  const user = await aUserWithAnApp();
  const code = await nextCode(user.app);
  const [one, other] = [await start(user), { from: user.from }];
  expect((await complete(one, { code })).status).toBe(200);

  const again = await start({ ...user, ...other });

  expect(await complete(again, { code })).toMatchObject({
    status: 400,
    body: { error: { details: { code: 'WRONG_CODE', errors: [{ path: ['code'] }] } } },
  });
  const before = user.app.codeAt(new Date((await clock.now()).getTime() - 30_000));
  expect((await complete(again, { code: before })).status).toBe(400);
  expect((await complete(again, { code: await nextCode(user.app) })).status).toBe(200);
});

it('of many requests at once with the right code lets one in', async () => {
  const user = await aUserWithAnApp();
  const started = await start(user);
  const code = await nextCode(user.app);

  const answers = await Promise.all(Array.from({ length: 4 }, () => complete(started, { code })));

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
});

it('counts wrong codes as wrong passwords, whatever right passwords come between', async () => {
  const user = await aUserWithAnApp();

  for (let tries = 0; tries < TRIES; tries++) {
    const started = await start(user);
    expect(started.challenge?.kind).toBe('mfa');
    expect((await complete(started, { code: WRONG })).status).toBe(400);
    expect((await read(user)).failedTries).toBe(tries + 1);
  }

  expect(await read(user)).toMatchObject({ status: 'auto-locked' });
  expect(await signIn(user)).toBeRefusedAs('auto-locked');
  expect((await reasonsOf(user))[1]).toBe('failure mfa-failed');
});

it('gives no more guesses to many at once than there are tries', async () => {
  const user = await aUserWithAnApp();
  const started = await start(user);

  await Promise.all(Array.from({ length: 20 }, () => complete(started, { code: WRONG })));

  const failed = (await reasonsOf(user)).filter((reason) => reason === 'failure mfa-failed');
  expect(failed.length).toBeLessThanOrEqual(TRIES);
  expect((await complete(started, { code: await nextCode(user.app) })).status).toBe(400);
});

it('is bound to the browser that got it', async () => {
  const user = await aUserWithAnApp();
  const started = await start(user);

  const stolen = { ...started, browser: aBrowser() };

  expect(await complete(stolen, { code: await nextCode(user.app) })).toMatchObject({
    body: { error: { details: { code: 'CHALLENGE_INVALID' } } },
  });
  const [recorded] = await sql('SELECT * FROM ?? WHERE ?? = ? ORDER BY ?? DESC', [
    ...['gatehouse_login_attempts', 'ip', user.from, 'id'],
  ]);
  expect(recorded).toMatchObject({ outcome: 'failure', reason: 'challenge-invalid', user_id: null });
});

it('takes no cookie of another sign-in', async () => {
  const [one, two] = [await aUserWithAnApp(), await aUserWithAnApp()];
  const [first, second] = [await start(one), await start(two)];

  for (const [step, browser, user] of [
    [first, second.browser, one],
    [second, first.browser, two],
  ] as const)
    expect(await complete({ ...step, browser }, { code: await nextCode(user.app) })).toMatchObject({
      body: { error: { details: { code: 'CHALLENGE_INVALID' } } },
    });
});

it('is over after five minutes', async () => {
  const user = await aUserWithAnApp();
  const started = await start(user);
  await clock.advance(5 * MINUTE + 1);

  expect(await complete(started, { code: await nextCode(user.app) })).toMatchObject({
    body: { error: { details: { code: 'CHALLENGE_INVALID' } } },
  });
});

it.each([
  ['without a code', {}, 'code'],
  ['with a password instead', { password: 'Violet-Anchor-42' }, 'code'],
])('says what is missing %s', async (_, body, field) => {
  const user = await aUserWithAnApp();

  expect(await complete(await start(user), body)).toMatchObject({
    status: 400,
    body: { error: { details: { code: 'VALIDATION', errors: [{ path: [field] }] } } },
  });
});

it('asks for a new password only after the second factor', async () => {
  const user = await aUserWithAnApp();
  await act(user, 'force-password-change');
  const started = await start(user);
  expect(started.challenge.kind).toBe('mfa');

  const next = await complete(started, { code: await nextCode(user.app) });

  expect(next.status).toBe(400);
  const { challenge } = next.body.error.details;
  expect(challenge.kind).toBe('new-password');
  expect(started.browser.cookies.has('strapi_admin_refresh')).toBe(false);
  const done = await complete({ ...started, challenge }, { password: 'Violet-Anchor-42' });
  expect(done.status).toBe(200);
  expect(await isIn(done.body.data.token, user.from)).toBe(true);
});

it('shuts out who was suspended before the code came', async () => {
  const user = await aUserWithAnApp();
  const started = await start(user);
  await act(user, 'suspend');

  expect((await complete(started, { code: await nextCode(user.app) })).status).toBe(400);
});

it('keeps out who was locked before the code came, also when it is right', async () => {
  const user = await aUserWithAnApp();
  const started = await start(user);
  await shared.failAtOnce(user, TRIES);
  expect(await read(user)).toMatchObject({ status: 'auto-locked' });

  expect((await complete(started, { code: await nextCode(user.app) })).status).toBe(400);

  expect((await reasonsOf(user))[0]).toBe('failure auto-locked');
});

it('asks nothing of a token of the user', async () => {
  const owner = await aTokenOwner(shared);
  const key = await anAdminTokenOf(shared, owner);
  await act(owner, 'mfa-requirement', { requirement: 'enforced' });
  expect((await start(owner)).challenge.kind).toBe('enrol-mfa');

  expect((await http.get('/gatehouse/users', { token: key, from: owner.from })).status).toBe(200);
});

it('cannot be gone round by a new password: what a reset opens is no session', async () => {
  const user = await aUserWithAnApp();
  const resetPasswordToken = await shared.aResetTokenOf(user);
  const browser = aBrowser();

  const { body } = await http.post('/admin/reset-password', {
    body: { resetPasswordToken, password: 'Violet-Anchor-42' },
    browser,
    from: user.from,
  });

  expect(await isIn(body?.data?.token ?? 'none', user.from)).toBe(false);
  expect((await http.post('/admin/access-token', { browser, from: user.from })).status).toBe(401);
  expect((await start({ ...user, password: 'Violet-Anchor-42' })).challenge.kind).toBe('mfa');
});

describe('a recovery code', () => {
  it('lets in once, however it is typed', async () => {
    const user = await aUserWithAnApp();
    const [code = ''] = user.recoveryCodes;
    const answer = await complete(await start(user), {
      method: 'recovery-code',
      code: ` ${code.toLowerCase().replaceAll('-', ' ')}`,
    });
    expect(answer.status).toBe(200);

    const again = await complete(await start(user), { method: 'recovery-code', code });

    expect(again.body.error.details.code).toBe('WRONG_CODE');
  });

  it('is kept as a hash', async () => {
    const user = await aUserWithAnApp();
    const kept = JSON.stringify(
      await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_recovery_codes', 'user_id', user.id]),
    );

    for (const code of user.recoveryCodes) {
      expect(kept).not.toContain(code);
      expect(kept).not.toContain(code.replaceAll('-', ''));
    }
  });

  it('is somebody else’s nowhere', async () => {
    const [user, other] = [await aUserWithAnApp(), await aUserWithAnApp()];

    const answer = await complete(await start(user), {
      method: 'recovery-code',
      code: other.recoveryCodes[0] ?? '',
    });

    expect(answer.status).toBe(400);
  });
});

describe('a trusted browser', () => {
  const trust = async (user: Awaited<ReturnType<typeof aUserWithAnApp>>) => {
    const started = await start(user);
    const { status } = await complete(started, { code: await nextCode(user.app), trustDevice: true });
    expect(status).toBe(200);
    return started.browser;
  };

  it('is not asked again, and nobody else’s is', async () => {
    const user = await aUserWithAnApp();
    const browser = await trust(user);

    const answer = await signIn(user, { browser });

    expect(answer).toBeLetIn();
    expect(await isIn(answer.token as string, user.from)).toBe(true);
    expect((await start(user)).challenge.kind).toBe('mfa');
    const other = await aUserWithAnApp();
    expect((await start(other, { browser })).challenge.kind).toBe('mfa');
  });

  it('is asked again when the days are over, and when they are made fewer', async () => {
    const user = await aUserWithAnApp();
    const browser = await trust(user);
    await clock.advance(10 * 24 * 60 * MINUTE);
    expect(await signIn(user, { browser })).toBeLetIn();

    await setPolicy({ mfa: { trustedDeviceDays: 9 } });
    expect((await start(user, { browser })).challenge.kind).toBe('mfa');

    await setPolicy({ mfa: { trustedDeviceDays: 30 } });
    await clock.advance(20 * 24 * 60 * MINUTE);
    expect((await start(user, { browser })).challenge.kind).toBe('mfa');
  });

  it.each([
    [
      'a password set by an admin',
      async (user: { id: number }) => {
        await act(user, 'set-password', { password: 'Violet-Anchor-42' });
        return 'Violet-Anchor-42';
      },
    ],
    [
      'suspending and enabling',
      async (user: { id: number }) => {
        await act(user, 'suspend');
        await act(user, 'enable');
        return undefined;
      },
    ],
    [
      'an admin who takes the trust away',
      async (user: { id: number }) => {
        await act(user, 'delete-trusted-devices');
        return undefined;
      },
    ],
  ])('is asked again after %s', async (_, change) => {
    const user = await aUserWithAnApp();
    const browser = await trust(user);
    const password = (await change(user)) ?? user.password;

    expect((await start({ ...user, password }, { browser })).challenge?.kind).toBe('mfa');
  });

  it('is trusted by a token of its user alone, which nobody has seen before', async () => {
    const [first, second] = [await aUserWithAnApp(), await aUserWithAnApp()];
    const browser = aBrowser();
    const begun = await start(first, { browser });
    succeed(await complete(begun, { code: await nextCode(first.app) }));
    const seen = String(browser.cookies.get('gatehouse_device'));

    // Whoever was there before knows the cookie, and a password besides.
    const next = await start(second, { browser });
    succeed(await complete(next, { code: await nextCode(second.app), trustDevice: true }));
    const elsewhere = browserWith({ gatehouse_device: seen });

    expect(await signIn(second, { browser })).toBeLetIn();
    expect((await start(second, { browser: elsewhere })).challenge.kind).toBe('mfa');
    expect((await start(first, { browser: elsewhere })).challenge.kind).toBe('mfa');
  });

  it('is trusted by a new token where it was known before', async () => {
    const user = await aUserWithAnApp();
    const browser = aBrowser();
    succeed(await complete(await start(user, { browser }), { code: await nextCode(user.app) }));
    const seen = String(browser.cookies.get('gatehouse_device'));
    const trusting = { code: await nextCode(user.app), trustDevice: true };
    succeed(await complete(await start(user, { browser }), trusting));

    expect(await signIn(user, { browser })).toBeLetIn();
    const elsewhere = browserWith({ gatehouse_device: seen });
    expect((await start(user, { browser: elsewhere })).challenge.kind).toBe('mfa');
    expect(
      await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_devices', 'user_id', user.id]),
    ).toHaveLength(2);
  });

  it('cannot be where the policy lets none be trusted', async () => {
    const user = await aUserWithAnApp();
    await setPolicy({ mfa: { trustedDeviceDays: 0 } });
    const browser = await trust(user);

    expect((await start(user, { browser })).challenge.kind).toBe('mfa');
  });

  it('needs no tries of its own', async () => {
    await setPolicy({ lockout: { knownDevices: false } });
    const user = await aUserWithAnApp();
    const browser = await trust(user);

    expect(await signIn(user, { browser })).toBeLetIn();
  });

  it('is nothing that a password alone could get', async () => {
    const user = await aUser();
    const browser = aBrowser();
    await signIn(user, { browser });
    const [device] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_devices', 'user_id', user.id]);

    expect(device?.trusted_at).toBeNull();
  });
});
