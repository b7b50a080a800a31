import { aBrowser, DAY, firstAdmin, type Person, shared, succeed } from '../vocabulary';
import { anAppWith, mfaAt } from './vocabulary';

const { act, aRole, aUser, aUserAtWork, clock, gatehouse, http, putBack, read, signIn, sql } = shared;
const { aUserWithAnApp, complete, enrol, factorsOf, isIn, nextCode, own, setUp, start } = mfaAt(shared);

afterEach(putBack);

const logOf = async ({ id }: { id: number }) =>
  succeed(await gatehouse.get(`/users/${id}/log`)).body.data.map(({ action }: { action: string }) => action);
const require = (user: { id: number }, requirement = 'enforced') =>
  gatehouse.post(`/users/${user.id}/mfa-requirement`, { body: { requirement } });

describe('in the personal settings', () => {
  it('asks for the password, tells the secret once, and counts from the first code on', async () => {
    const user = await aUserAtWork();
    expect(await own(user).post('/totp', { password: 'Wrong-Horse-7' })).toMatchObject({
      status: 400,
      body: { error: { details: { code: 'WRONG_PASSWORD', errors: [{ path: ['password'] }] } } },
    });

    const { data } = succeed(await own(user).post('/totp', { password: user.password })).body;

    expect(data).toEqual({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      uri: expect.stringMatching(/^otpauth:\/\/totp\//),
      qrCode: expect.stringMatching(/^data:image\/png;base64,/),
    });
    expect(decodeURIComponent(data.uri)).toContain(user.email);
    expect((await read(user)).mfaEnabled).toBe(false);
    expect(await signIn(user)).toBeLetIn();

    const app = anAppWith(data.secret);
    expect((await own(user).post('/totp/confirm', { code: '000000' })).body.error.details.code).toBe(
      'WRONG_CODE',
    );
    const confirmed = succeed(
      await own(user).post('/totp/confirm', { code: app.codeAt(await clock.now()), name: 'My phone' }),
    ).body.data;

    expect(confirmed.recoveryCodes).toHaveLength(10);
    expect(confirmed.mfa).toMatchObject({
      isEnabled: true,
      isRequired: false,
      factors: [{ kind: 'totp', name: 'My phone', lastUsedAt: null }],
      recoveryCodesLeft: 10,
    });
    expect((await read(user)).mfaEnabled).toBe(true);
    expect(await logOf(user)).toContain('factor-added');
    const answers = JSON.stringify([confirmed.mfa, (await own(user).get('')).body]);
    expect(answers).not.toContain(data.secret);
  });

  it('keeps the secret sealed', async () => {
    const user = await aUserAtWork();
    const { data } = succeed(await own(user).post('/totp', { password: user.password })).body;

    expect(JSON.stringify(await factorsOf(user))).not.toContain(data.secret);
  });

  it('lets the session go on in which it was set up, and ends the others with their next request', async () => {
    const user = await aUserAtWork();
    const other = await signIn(user);

    await setUp(user);

    expect(await isIn(user.token, user.from)).toBe(true);
    expect(await isIn(other.token as string, user.from)).toBe(false);
    const renewed = await http.post('/admin/access-token', { browser: user.browser, from: user.from });
    expect(await isIn(renewed.body.data.token, user.from)).toBe(true);
  });

  it('takes the code that it was confirmed with no second time', async () => {
    const user = await aUserAtWork();
    const { data } = succeed(await own(user).post('/totp', { password: user.password })).body;
    const code = anAppWith(data.secret).codeAt(await clock.now());
    succeed(await own(user).post('/totp/confirm', { code }));

    expect((await complete(await start(user), { code })).status).toBe(400);
  });

  it('confirms what was begun last alone, and once', async () => {
    const user = await aUserAtWork();
    const begin = async () =>
      anAppWith(succeed(await own(user).post('/totp', { password: user.password })).body.data.secret);
    const [first, second] = [await begin(), await begin()];
    const codeOf = async (app: typeof first) => app.codeAt(await clock.now());

    expect((await own(user).post('/totp/confirm', { code: await codeOf(first) })).status).toBe(400);
    const code = await codeOf(second);
    const answers = await Promise.all([1, 2, 3].map(() => own(user).post('/totp/confirm', { code })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await factorsOf(user)).toHaveLength(1);
  });

  it('is taken away by who knows the password, the trusted browsers and recovery codes with it', async () => {
    const user = await aUserWithAnApp();
    const started = await start(user);
    await complete(started, { code: await nextCode(user.app), trustDevice: true });
    const { factors } = succeed(await own(user).get('')).body.data;

    expect(
      (await own(user).post(`/factors/${factors[0].id}/remove`, { password: 'Wrong-Horse-7' })).status,
    ).toBe(400);
    const { data } = succeed(
      await own(user).post(`/factors/${factors[0].id}/remove`, { password: user.password }),
    ).body;

    expect(data).toMatchObject({ isEnabled: false, factors: [], recoveryCodesLeft: 0, trustedDevices: [] });
    expect(await signIn(user)).toBeLetIn();
  });

  it('stays where one is required', async () => {
    const user = await aUserWithAnApp();
    succeed(await require(user));
    const { factors } = succeed(await own(user).get('')).body.data;

    expect(
      await own(user).post(`/factors/${factors[0].id}/remove`, { password: user.password }),
    ).toMatchObject({
      status: 400,
      body: { error: { details: { code: 'MFA_REQUIRED' } } },
    });
  });

  it('is nobody else’s to take away', async () => {
    const [user, other] = [await aUserWithAnApp(), await aUserWithAnApp()];
    const [factor] = await factorsOf(other);

    expect((await own(user).post(`/factors/${factor?.id}/remove`, { password: user.password })).status).toBe(
      404,
    );
    expect(await factorsOf(other)).toHaveLength(1);
  });

  it('makes recovery codes anew, in place of the others', async () => {
    const user = await aUserWithAnApp();

    const { data } = succeed(await own(user).post('/recovery-codes', { password: user.password })).body;

    expect(data.recoveryCodes).toHaveLength(10);
    const old = { method: 'recovery-code', code: user.recoveryCodes[0] } as const;
    expect((await complete(await start(user), old)).status).toBe(400);
    const fresh = { method: 'recovery-code', code: data.recoveryCodes[0] } as const;
    expect((await complete(await start(user), fresh)).status).toBe(200);
  });

  it('makes no recovery codes for who has nothing to recover', async () => {
    const user = await aUserAtWork();

    expect((await own(user).post('/recovery-codes', { password: user.password })).status).toBe(400);
  });
});

describe('where one is required', () => {
  it('is set up as a step of the sign-in, and lets in then', async () => {
    const user = await aUser();
    succeed(await require(user));
    expect(await read(user)).toMatchObject({ mfaRequired: true, mfaEnabled: false });
    const started = await start(user);
    expect(started.challenge).toEqual({
      token: expect.any(String),
      expiresAt: expect.any(String),
      kind: 'enrol-mfa',
      kinds: ['totp'],
    });

    const { data } = succeed(await enrol(started)).body;
    const app = anAppWith(data.secret);
    expect((await complete(started, { code: '000000' })).body.error.details.code).toBe('WRONG_CODE');
    expect((await read(user)).failedTries).toBe(0);
    const answer = await complete(started, { code: app.codeAt(await clock.now()) });

    expect(answer.status).toBe(200);
    expect(answer.body.meta.recoveryCodes).toHaveLength(10);
    expect(await isIn(answer.body.data.token, user.from)).toBe(true);
    expect(await read(user)).toMatchObject({ mfaRequired: true, mfaEnabled: true });
    expect((await start(user)).challenge.kind).toBe('mfa');
  });

  it('tells the secret to the browser of the sign-in alone', async () => {
    const user = await aUser();
    succeed(await require(user));
    const started = await start(user);

    expect((await enrol({ ...started, browser: aBrowser() })).body.error.details.code).toBe(
      'CHALLENGE_INVALID',
    );
    const withOne = await start(await aUserWithAnApp());
    expect((await enrol(withOne)).body.error.details.code).toBe('CHALLENGE_INVALID');
  });

  it('ends open sessions that have not shown one, and lets none be renewed', async () => {
    const user = await aUserAtWork();

    succeed(await require(user));

    expect(await isIn(user.token, user.from)).toBe(false);
    expect((await http.post('/admin/access-token', { browser: user.browser, from: user.from })).status).toBe(
      401,
    );
  });

  it('gives time, where the policy does', async () => {
    await shared.setPolicy({ mfa: { graceDays: 7 } });
    const user = await aUserAtWork();
    succeed(await require(user));

    expect(await isIn(user.token, user.from)).toBe(true);
    expect(await signIn(user)).toBeLetIn();
    const { data } = succeed(await gatehouse.get(`/users/${user.id}/mfa`)).body;
    expect(new Date(data.dueAt).getTime()).toBeGreaterThan((await clock.now()).getTime() + 6 * DAY);

    await clock.advance(7 * DAY);

    expect(await isIn(user.token, user.from)).toBe(false);
    expect((await start(user)).challenge.kind).toBe('enrol-mfa');
  });

  it('follows the roles a user holds', async () => {
    const role = await aRole();
    const admin = await aUserWithAnApp({ roles: [await shared.roleId('strapi-super-admin')] });
    const setRole = (mfaRequired: boolean) =>
      http.put(`/gatehouse/roles/${role.id}`, {
        token: admin.token,
        from: admin.from,
        body: { mfaRequired },
      });
    const [holder, later] = [await aUser({ roles: [role.id] }), await aUser()];

    expect(succeed(await setRole(true)).body.data.mfaRequired).toBe(true);
    expect(await read(holder)).toMatchObject({ mfaRequired: true });
    expect(await read(later)).toMatchObject({ mfaRequired: false });

    await shared.change(later, { roles: [role.id] });
    expect(await read(later)).toMatchObject({ mfaRequired: true });
    succeed(await require(later, 'not-enforced'));
    expect(await read(later)).toMatchObject({ mfaRequired: false });
    succeed(await setRole(false));
    expect(await read(holder)).toMatchObject({ mfaRequired: false });
  });

  it('is asked of nobody by who has none', async () => {
    const role = await aRole();
    const refused = { status: 400, body: { error: { details: { code: 'OWN_FACTOR_FIRST' } } } };

    expect(await gatehouse.put('/policy', { body: { mfa: { requirement: 'required' } } })).toMatchObject(
      refused,
    );
    expect(await gatehouse.put(`/roles/${role.id}`, { body: { mfaRequired: true } })).toMatchObject(refused);
    expect(succeed(await gatehouse.get('/policy')).body.data.mfa.requirement).toBe('optional');
  });

  it('holds for everybody by the policy, but for who is not to be asked', async () => {
    const superAdmins = [await shared.roleId('strapi-super-admin')];
    const admin: Person & { token: string } = await aUserWithAnApp({ roles: superAdmins });
    const [{ id: first } = { id: 0 }] = await sql<{ id: number }>('SELECT ?? FROM ?? WHERE ?? = ?', [
      'id',
      'gatehouse_users',
      'email',
      firstAdmin.email,
    ]);
    const asAdmin = { token: admin.token, from: admin.from };
    const requireAs = (id: number, requirement: string) =>
      http.post(`/gatehouse/users/${id}/mfa-requirement`, { ...asAdmin, body: { requirement } });
    const setPolicyAs = (requirement: string) =>
      http.put('/gatehouse/policy', { ...asAdmin, body: { mfa: { requirement } } });
    succeed(await requireAs(first, 'not-enforced'));
    try {
      const user = await aUser();
      const preview = succeed(
        await http.post('/gatehouse/policy/preview', {
          ...asAdmin,
          body: { mfa: { requirement: 'required' } },
        }),
      ).body.data.effects;
      expect(preview).toEqual([
        { effect: 'users-without-second-factor', before: expect.any(Number), after: expect.any(Number) },
        { effect: 'users-exempt-from-second-factor', before: 0, after: expect.any(Number) },
        { effect: 'api-only-users', before: 0, after: expect.any(Number) },
      ]);
      expect(preview[0].after).toBeGreaterThan(preview[0].before);

      succeed(await setPolicyAs('required'));

      expect(await read(user)).toMatchObject({ mfaRequired: true });
      expect(await read({ id: first })).toMatchObject({ mfaRequired: false });
      const fresh = await aUser();
      expect(await read(fresh)).toMatchObject({ mfaRequired: true });
      const robot = await aUser({ state: 'api-only' });
      expect(await read(robot)).toMatchObject({ mfaRequired: false });
      succeed(await setPolicyAs('optional'));
      expect(await read(user)).toMatchObject({ mfaRequired: false });
    } finally {
      await setPolicyAs('optional');
      await requireAs(first, 'default');
    }
  });
});

describe('by an admin', () => {
  it('is reset: all of it goes, the sessions end, and the next sign-in sets up another', async () => {
    const user = await aUserWithAnApp();

    await act(user, 'reset-mfa', { reason: 'lost the phone' });

    expect(await read(user)).toMatchObject({ mfaEnabled: false });
    expect(await factorsOf(user)).toEqual([]);
    expect(await isIn(user.token, user.from)).toBe(false);
    expect(await logOf(user)).toContain('mfa-reset');
    expect((await start(user)).challenge.kind).toBe('enrol-proof');
    await shared.setPolicy({ mfa: { afterLoss: 'password' } });
    const started = await start(user);
    expect(started.challenge.kind).toBe('enrol-mfa');
    const { data } = succeed(await enrol(started)).body;
    const code = anAppWith(data.secret).codeAt(await clock.now());
    expect((await complete(started, { code })).status).toBe(200);
    expect((await start(user)).challenge.kind).toBe('mfa');
  });

  it('is removed: the password is enough again, where none is required', async () => {
    const user = await aUserWithAnApp();

    await act(user, 'remove-mfa');

    expect(await signIn(user)).toBeLetIn();
    expect((await gatehouse.post(`/users/${user.id}/remove-mfa`, { body: {} })).body.error.details.code).toBe(
      'INVALID_TRANSITION',
    );
  });

  it.each(['reset-mfa', 'remove-mfa'])('is not for one’s own: %s', async (action) => {
    const superAdmins = [await shared.roleId('strapi-super-admin')];
    const admin = await aUserWithAnApp({ roles: superAdmins });

    const answer = await http.post(`/gatehouse/users/${admin.id}/${action}`, {
      token: admin.token,
      from: admin.from,
      body: {},
    });

    expect(answer.body.error.details.code).toBe('OWN_USER');
    expect(await factorsOf(admin)).toHaveLength(1);
    expect(await read(admin)).toMatchObject({ mfaEnabled: true });
  });

  it('goes with the user', async () => {
    const user = await aUserWithAnApp();

    succeed(await gatehouse.delete(`/users/${user.id}`));

    expect(await factorsOf(user)).toEqual([]);
    expect(
      await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_recovery_codes', 'user_id', user.id]),
    ).toEqual([]);
  });
});
