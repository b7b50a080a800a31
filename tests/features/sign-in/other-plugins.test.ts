import { MINUTE, OFFICE, ELSEWHERE, shared, succeed, type Person } from '../vocabulary';
import { mfaAt } from '../mfa/vocabulary';

const {
  act,
  addRule,
  attemptsOf,
  aUser,
  call,
  clock,
  gatehouse,
  http,
  putBack,
  read,
  setPolicy,
  signIn,
  sql,
} = shared;
const { aUserWithAnApp } = mfaAt(shared);

afterEach(putBack);

/** As `strapi-plugin-sso` and its like: a session made for who somebody else has vouched for. Gives its access token. */
const vouchedFor = ({ adminUserId }: Pick<Person, 'adminUserId'>) =>
  call<string>(`(async () => {
    const sessions = strapi.sessionManager('admin');
    const { token } = await sessions.generateRefreshToken('${adminUserId}', 'a-device', { type: 'refresh' });
    return (await sessions.generateAccessToken(token)).token;
  })()`);
const me = async (token: string, from = OFFICE) =>
  (await http.get('/admin/users/me', { token, from })).status;
const latestOf = async (user: Person) => (await attemptsOf(user))[0];

it('records the sign-in, and it shows as the last one', async () => {
  const user = await aUser();
  const began = await clock.now();

  const token = await vouchedFor(user);

  expect(await me(token)).toBe(200);
  expect(await attemptsOf(user)).toMatchObject([
    { outcome: 'success', reason: 'ok', method: 'other', realm: 'panel', userName: user.email },
  ]);
  const { lastLoginAt } = await read(user);
  expect(Date.parse(lastLoginAt ?? '')).toBeGreaterThanOrEqual(began.getTime() - 1_000);
});

it('gives no tries back, as no password was compared', async () => {
  const user = await aUser();
  await shared.failToSignIn(user, 2);

  await vouchedFor(user);

  expect((await read(user)).failedTries).toBe(2);
});

it.each([
  ['suspended', 'suspended'],
  ['locked-by-admin', 'locked-by-admin'],
  ['expired', 'expired'],
] as const)('records of who is %s that they do not come in, and they do not', async (state, reason) => {
  const user = await aUser({ state });

  const token = await vouchedFor(user);

  expect(await me(token)).toBe(401);
  expect(await latestOf(user)).toMatchObject({ outcome: 'failure', reason, method: 'other' });
  expect((await read(user)).lastLoginAt).toBeNull();
});

it('records the same of an address that is not allowed', async () => {
  const user = await aUser();
  await addRule({ scope: 'user', user: user.id, range: OFFICE });

  const token = await vouchedFor(user);

  expect(await latestOf(user)).toMatchObject({ outcome: 'failure', reason: 'address-not-allowed' });
  expect(await me(token, ELSEWHERE)).toBe(401);
});

it('records sign-ins at the doors once, and renewals not at all', async () => {
  const user = await aUser();
  const { browser, token } = await signIn(user);
  expect(token).toBeDefined();

  await http.post('/admin/access-token', { browser, from: user.from });
  // As of a session that began before Gatehouse came.
  await sql('UPDATE ?? SET ?? = NULL WHERE ?? = ?', [
    'strapi_sessions',
    'metadata',
    'user_id',
    String(user.adminUserId),
  ]);
  expect((await http.post('/admin/access-token', { browser, from: user.from })).status).toBe(200);

  expect((await attemptsOf(user)).map(({ method }) => method)).toEqual(['password']);
});

it('is recorded where the session is made in a transaction', async () => {
  const user = await aUser();

  await call(`strapi.db.transaction(() =>
    strapi.sessionManager('admin').generateRefreshToken('${user.adminUserId}', 'a-device', { type: 'refresh' })).then(() => null)`);

  for (let turn = 0; turn < 50 && (await attemptsOf(user)).length === 0; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await latestOf(user)).toMatchObject({ outcome: 'success', method: 'other' });
});

describe('where a second factor is asked for', () => {
  const cases: [string, () => Promise<Person>][] = [
    ['has one', aUserWithAnApp],
    [
      'is to have one',
      async () => {
        const user = await aUser();
        succeed(
          await gatehouse.post(`/users/${user.id}/mfa-requirement`, { body: { requirement: 'enforced' } }),
        );
        return user;
      },
    ],
  ];

  it.each(cases)('proves nothing of who %s, unless the policy says so', async (_, make) => {
    const user = await make();

    const token = await vouchedFor(user);
    expect(await me(token)).toBe(401);
    expect(await latestOf(user)).toMatchObject({
      outcome: 'challenge',
      reason: 'mfa-required',
      method: 'other',
    });

    await setPolicy({ mfa: { otherSignIns: 'second-factor' } });
    expect(await me(await vouchedFor(user))).toBe(200);
    expect(await latestOf(user)).toMatchObject({ outcome: 'success', method: 'other' });

    await setPolicy({ mfa: { otherSignIns: 'nothing' } });
    expect(await me(token)).toBe(401);
  });

  it('lets the password alone prove no more for it', async () => {
    const user = await aUserWithAnApp();
    await setPolicy({ mfa: { otherSignIns: 'second-factor' } });

    const answer = await signIn(user);

    expect(answer.status).toBe(400);
    expect(answer.body.error.details.challenge.kind).toBe('mfa');
  });

  it('goes on when the session is renewed, as long as the policy says so', async () => {
    const user = await aUserWithAnApp();
    await setPolicy({ mfa: { otherSignIns: 'second-factor' } });
    const renewed = await call<string>(`(async () => {
      const sessions = strapi.sessionManager('admin');
      const first = await sessions.generateRefreshToken('${user.adminUserId}', 'a-device', { type: 'refresh' });
      const second = await sessions.rotateRefreshToken(first.token);
      return (await sessions.generateAccessToken(second.token)).token;
    })()`);

    expect(await me(renewed)).toBe(200);
    await setPolicy({ mfa: { otherSignIns: 'nothing' } });
    expect(await me(renewed)).toBe(401);
  });

  it('is no way past a status or a date', async () => {
    const user = await aUserWithAnApp();
    await setPolicy({ mfa: { otherSignIns: 'second-factor' } });
    const token = await vouchedFor(user);
    await act(user, 'suspend', { reason: 'on leave' });

    expect(await me(token)).toBe(401);
    await clock.advance(MINUTE);
    expect(await me(await vouchedFor(user))).toBe(401);
  });
});
