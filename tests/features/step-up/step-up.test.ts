import { aTokenOwner, anAdminTokenOf } from '../doors/admin-tokens';
import { mfaAt } from '../mfa/vocabulary';
import { anEmail, MINUTE, OFFICE, shared, succeed, type Answer } from '../vocabulary';

const {
  aRole,
  attemptsOf,
  aUser,
  aUserAtWork,
  clock,
  gatehouse,
  http,
  putBack,
  read,
  roleId,
  setPolicy,
  signIn,
  sql,
} = shared;
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
  'a new user with a role that manages users': async ({ token, from }: Someone) =>
    http.post('/gatehouse/users', {
      token,
      from,
      body: { email: anEmail(), roles: [await roleId('strapi-super-admin')] },
    }),
  'an invitation to such a role': async ({ token, from }: Someone) =>
    http.post('/gatehouse/users/invite', {
      token,
      from,
      body: { emails: [anEmail()], roles: [(await aRole(['users.update'])).id] },
    }),
  'such a role for a user': async ({ token, from }: Someone) =>
    http.put(`/gatehouse/users/${(await aUser()).id}`, {
      token,
      from,
      body: { roles: [(await aRole(['policy.update'])).id] },
    }),
  'such a role for many': async ({ token, from }: Someone) =>
    http.post('/gatehouse/users/bulk', {
      token,
      from,
      body: { ids: [(await aUser()).id], action: 'assign-role', role: (await aRole(['ip-rules.create'])).id },
    }),
  'a role group with such a role': async ({ token, from }: Someone) =>
    http.post('/gatehouse/role-groups', {
      token,
      from,
      body: { name: `Group ${anEmail()}`, roles: [(await aRole(['users.mfa'])).id] },
    }),
  'access that is copied from who has such a role': async ({ token, from }: Someone) => {
    const { id } = await aUser({ roles: ['strapi-editor', (await aRole(['roles.update'])).id] });
    const body = { from: id, roles: true };
    return http.post(`/gatehouse/users/${(await aUser()).id}/copy-access`, { token, from, body });
  },
  'an e-mail address': async ({ token, from }: Someone) =>
    http.put(`/gatehouse/users/${(await aUser()).id}`, { token, from, body: { email: anEmail() } }),
  'who must have a second factor': async ({ token, from }: Someone) =>
    http.post(`/gatehouse/users/${(await aUser()).id}/mfa-requirement`, {
      token,
      from,
      body: { requirement: 'not-enforced' },
    }),
  'what a role asks of its holders': async ({ token, from }: Someone) =>
    http.put(`/gatehouse/roles/${(await aRole()).id}`, {
      token,
      from,
      body: { apiActions: ['api::article.article.find'] },
    }),
  'a mail with a link': ({ token, from }: Someone) =>
    http.put('/gatehouse/mail-templates/invitation', {
      token,
      from,
      body: { subject: 'Come in', html: '<a href="{{link}}">{{link}}</a>', text: '{{link}}' },
    }),
  'an IP rule of a role': async ({ token, from }: Someone) =>
    http.post('/gatehouse/ip-rules', {
      token,
      from,
      body: { scope: 'role', role: (await aRole()).id, range: OFFICE },
    }),
  'deleting who manages users': async ({ token, from }: Someone) => {
    const { id } = await aUser({ roles: [(await aRole(['users.create'])).id] });
    return http.delete(`/gatehouse/users/${id}`, { token, from });
  },
  'deleting many': async ({ token, from }: Someone) => {
    const ids = [(await aUser()).id, (await aUser()).id];
    return http.post('/gatehouse/users/bulk', { token, from, body: { ids, action: 'delete' } });
  },
  "ending one's other sessions": ({ token, from }: Someone) =>
    http.delete('/gatehouse/me/sessions', { token, from }),
  'an export': ({ token, from }: Someone) => http.get('/gatehouse/login-attempts/export', { token, from }),
};

/** What is done every day. */
const NOT_ASKING = {
  'a new user with another role': async ({ token, from }: Someone) =>
    http.post('/gatehouse/users', {
      token,
      from,
      body: { email: anEmail(), roles: [await roleId('strapi-editor')] },
    }),
  'a name': async ({ token, from }: Someone) =>
    http.put(`/gatehouse/users/${(await aUser()).id}`, { token, from, body: { firstname: 'Grace' } }),
  'a note': async ({ token, from }: Someone) =>
    http.post(`/gatehouse/users/${(await aUser()).id}/notes`, { token, from, body: { text: 'Called.' } }),
  'a lock': async ({ token, from }: Someone) =>
    http.post(`/gatehouse/users/${(await aUser()).id}/lock`, { token, from, body: {} }),
  'a suspension': async ({ token, from }: Someone) =>
    http.post(`/gatehouse/users/${(await aUser()).id}/suspend`, { token, from, body: {} }),
  'an IP rule of one user': async ({ token, from }: Someone) =>
    http.post('/gatehouse/ip-rules', {
      token,
      from,
      body: { scope: 'user', user: (await aUser()).id, range: OFFICE },
    }),
  'deleting an editor': async ({ token, from }: Someone) =>
    http.delete(`/gatehouse/users/${(await aUser()).id}`, { token, from }),
  "ending somebody's sessions": async ({ token, from }: Someone) =>
    http.delete(`/gatehouse/users/${(await aUserAtWork()).id}/sessions`, { token, from }),
};
const expectDone = ({ status }: Answer) => expect([200, 201]).toContain(status);
const ASKED = { status: 403, body: { error: { details: { code: 'STEP_UP_REQUIRED' } } } };

it.each(Object.entries(ASKING))(
  '%s asks for a proof when the last one is older than the policy says',
  async (_, act) => {
    const admin = await aSuperAdmin();
    expectDone(await act(admin));
    await clock.advance(61 * MINUTE);

    expect(await act(admin)).toMatchObject(ASKED);
    succeed(await stepUp(admin, { password: admin.password }));

    expectDone(await act(admin));
  },
);

it.each(Object.entries(NOT_ASKING))('%s asks for none', async (_, act) => {
  const admin = await aSuperAdmin();
  await clock.advance(61 * MINUTE);

  expectDone(await act(admin));
});

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
  for (const { status, headers } of answers) {
    expect(headers.get('retry-after') ?? '').toMatch(status === 429 ? /^(8\d\d|900)$/ : /^$/);
  }
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
