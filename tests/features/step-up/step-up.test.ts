import { aTokenOwner, anAdminTokenOf } from '../doors/admin-tokens';
import { mfaAt } from '../mfa/vocabulary';
import { MINUTE, shared, succeed } from '../vocabulary';

const { attemptsOf, aUser, aUserAtWork, clock, gatehouse, http, putBack, read, setPolicy, signIn, sql } =
  shared;
const { aUserWithAnApp, nextCode } = mfaAt(shared);

afterEach(putBack);

type Someone = { token: string; from: string };
const aSuperAdmin = () => aUserAtWork({ roles: ['strapi-super-admin'] });
const stepUp = ({ token, from }: Someone, body: object) =>
  http.post('/gatehouse/me/step-up', { token, from, body });

/** What an open session alone is not enough for. */
const ASKING = {
  'set-password': async ({ token, from }: Someone) =>
    http.post(`/gatehouse/users/${(await aUser()).id}/set-password`, {
      token,
      from,
      body: { password: 'Another-Horse-8' },
    }),
  'auto-reset-password': async ({ token, from }: Someone) =>
    http.post(`/gatehouse/users/${(await aUser()).id}/auto-reset-password`, { token, from, body: {} }),
  'reset-mfa': async ({ token, from }: Someone) =>
    http.post(`/gatehouse/users/${(await aUser()).id}/reset-mfa`, { token, from, body: {} }),
  'remove-mfa': async ({ token, from }: Someone) => {
    const { id } = await aUser();
    await gatehouse.post(`/users/${id}/reset-mfa`, { body: {} });
    return http.post(`/gatehouse/users/${id}/remove-mfa`, { token, from, body: {} });
  },
  "Strapi's own page of a user": async ({ token, from }: Someone) =>
    http.put(`/admin/users/${(await aUser()).adminUserId}`, {
      token,
      from,
      body: { password: 'Another-Horse-8' },
    }),
  policy: ({ token, from }: Someone) =>
    http.put('/gatehouse/policy', { token, from, body: { signIn: { revealReason: true } } }),
};
const ASKED = { status: 403, body: { error: { details: { code: 'STEP_UP_REQUIRED' } } } };

it.each(Object.entries(ASKING))(
  '%s asks for a proof when the last one is older than the policy says',
  async (_, act) => {
    const admin = await aSuperAdmin();
    expect((await act(admin)).status).toBe(200);
    await clock.advance(61 * MINUTE);

    expect(await act(admin)).toMatchObject(ASKED);
    succeed(await stepUp(admin, { password: admin.password }));

    expect((await act(admin)).status).toBe(200);
  },
);

it('changes nothing without', async () => {
  const admin = await aSuperAdmin();
  const user = await aUser();
  await clock.advance(61 * MINUTE);

  await http.post(`/gatehouse/users/${user.id}/set-password`, {
    token: admin.token,
    from: admin.from,
    body: { password: 'Another-Horse-8' },
  });

  expect(await signIn(user)).toBeLetIn();
  expect(await ASKING.policy(admin)).toMatchObject(ASKED);
  expect((await gatehouse.get('/policy')).body.data.signIn.revealReason).toBe(false);
});

it('takes a code of an authenticator app as well, once', async () => {
  const user = await aUserWithAnApp();
  const code = await nextCode(user.app);

  succeed(await stepUp(user, { code }));

  expect(await stepUp(user, { code })).toMatchObject({
    status: 400,
    body: { error: { details: { code: 'WRONG_CODE', errors: [{ path: ['code'] }] } } },
  });
});

it.each([
  ['passwords', { password: 'Wrong-Horse-7' }, 'wrong-password'],
  ['codes', { code: '000000' }, 'mfa-failed'],
] as const)('gives wrong %s the tries of the sign-in', async (_, wrong, reason) => {
  const user = await aUserWithAnApp();
  await setPolicy({ lockout: { maxFailedTries: 3 } });

  const answers = await Promise.all(Array.from({ length: 6 }, () => stepUp(user, wrong)));

  expect(answers.map(({ status }) => status).sort()).toEqual([400, 400, 400, 429, 429, 429]);
  expect((await read(user)).status).toBe('auto-locked');
  const reasons = (await attemptsOf(user)).map((attempt) => attempt.reason);
  expect(reasons.filter((one) => one === reason)).toHaveLength(3);
});

it('holds for the session that it was shown by alone, and for what that is renewed to', async () => {
  const admin = await aSuperAdmin();
  await clock.advance(61 * MINUTE);
  const other = await signIn(admin);
  await clock.advance(61 * MINUTE);
  succeed(await stepUp(admin, { password: admin.password }));

  expect(await ASKING.policy({ token: other.token as string, from: admin.from })).toMatchObject(ASKED);
  const renewed = await http.post('/admin/access-token', { browser: admin.browser, from: admin.from });
  expect((await ASKING.policy({ token: renewed.body.data.token, from: admin.from })).status).toBe(200);
});

it('asks where no proof of the session is known', async () => {
  const admin = await aSuperAdmin();
  await sql('UPDATE ?? SET ?? = NULL WHERE ?? = ?', [
    'gatehouse_sessions',
    'proved_at',
    'admin_user_id',
    admin.adminUserId,
  ]);

  expect(await ASKING.policy(admin)).toMatchObject(ASKED);
});

it('asks nobody where the policy says so', async () => {
  const admin = await aSuperAdmin();
  await setPolicy({ stepUp: { maxAgeMinutes: 0 } });
  await clock.advance(100 * MINUTE);

  expect((await ASKING.policy(admin)).status).toBe(200);
});

it('asks no token', async () => {
  const owner = await aTokenOwner(shared);
  const key = await anAdminTokenOf(shared, owner, ['policy.update']);
  await clock.advance(61 * MINUTE);
  const asking = { token: key, from: owner.from };

  expect((await ASKING.policy(asking)).status).toBe(200);
  expect((await stepUp(asking, { password: owner.password })).status).toBe(401);
});

it.each([[{}], [{ password: 'x', code: '123456' }], [{ token: 'x' }]])(
  'takes one of both, and not %j',
  async (body) => {
    const user = await aUserAtWork();

    expect((await stepUp(user, body)).status).toBe(400);
  },
);
