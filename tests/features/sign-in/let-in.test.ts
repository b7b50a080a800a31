import { loginAttempt } from '../../../shared/contracts/login-attempts';
import { aBrowser, DAY, shared } from '../vocabulary';

const { aUser, act, clock, fromNow, gatehouse, http, putBack, read, signIn, sql } = shared;

afterEach(putBack);

it("lets the right password in with Strapi's own body and cookie", async () => {
  const user = await aUser();

  const got = await signIn(user);

  expect(got).toBeLetIn();
  expect(got.body).toEqual({
    data: {
      token: expect.any(String),
      accessToken: got.token,
      user: expect.objectContaining({ id: user.adminUserId, email: user.email, isActive: true }),
    },
  });
  expect(JSON.stringify(got.body)).not.toMatch(/\$2[aby]\$|resetPasswordToken|registrationToken/);
  expect((await http.get('/admin/users/me', { token: got.token })).status).toBe(200);
  expect((await http.post('/admin/access-token', { browser: got.browser })).status).toBe(200);
});

it('records who came in, from where and with what', async () => {
  const user = await aUser();

  const { attempt } = await signIn(user, {
    from: '198.51.100.7',
    headers: { 'user-agent': 'A browser/1.0' },
  });

  expect(Object.keys(attempt).sort()).toEqual(Object.keys(loginAttempt.shape).sort());
  expect(attempt).toMatchObject({
    id: expect.any(Number),
    user: { id: user.id, userName: user.email },
    userName: user.email,
    realm: 'panel',
    outcome: 'success',
    reason: 'ok',
    message: expect.any(String),
    method: 'password',
    ip: '198.51.100.7',
    userAgent: 'A browser/1.0',
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
});

it('notes when the user last came in', async () => {
  const user = await aUser();
  const inTwoDays = await clock.advance(2 * DAY);

  await signIn(user);

  const lastLoginAt = new Date((await read(user)).lastLoginAt ?? 0).getTime();
  expect(lastLoginAt).toBeGreaterThanOrEqual(inTwoDays.getTime());
  expect(lastLoginAt).toBeLessThan(inTwoDays.getTime() + 60_000);
});

it.each([
  ['the e-mail address', (name: { email: string }) => name.email],
  ['the e-mail address in upper case', (name: { email: string }) => name.email.toUpperCase()],
  ['the user name', (name: { userName: string }) => name.userName],
  ['the e-mail address with blanks around it', (name: { email: string }) => ` ${name.email}\u00a0`],
  ['the user name with blanks around it', (name: { userName: string }) => `\t${name.userName} `],
  ['the user name in upper case', (name: { userName: string }) => name.userName.toUpperCase()],
])('takes %s', async (_, nameOf) => {
  const user = await aUser();
  const userName = `Zoë.${user.id}`;
  await gatehouse.put(`/users/${user.id}`, { body: { userName } });

  const got = await signIn({ ...user, email: nameOf({ email: user.email, userName }) });

  expect(got).toBeLetIn();
  expect(got.attempt.user).toEqual({ id: user.id, userName });
});

it.each([
  ['a space within', (email: string) => email.replace('@', ' @')],
  ['an accent that is not there', (email: string) => email.replace('user', 'üser')],
])('takes no e-mail address with %s for another', async (_, spell) => {
  const user = await aUser();

  expect(await signIn({ ...user, email: spell(user.email) })).toBeRefusedAs('unknown-user');
});

it('lets a user in again whose suspension has ended, and the native record follows', async () => {
  const user = await aUser();
  await act(user, 'suspend', { until: await fromNow(7 * DAY) });
  expect(await signIn(user)).toBeRefusedAs('suspended');
  const isActive = async () => {
    const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
      'is_active',
      'admin_users',
      'id',
      user.adminUserId,
    ]);
    return Boolean(row?.is_active);
  };
  expect(await isActive()).toBe(false);

  await clock.advance(7 * DAY + 1);

  expect(await signIn(user)).toBeLetIn();
  expect(await isActive()).toBe(true);
  expect(await read(user)).toMatchObject({ status: 'active', suspendedUntil: null });
});

it('keeps a suspended user out to the last moment', async () => {
  const user = await aUser();
  await act(user, 'suspend', { until: await fromNow(7 * DAY) });

  await clock.advance(7 * DAY - 60_000);

  expect(await signIn(user)).toBeRefusedAs('suspended');
});

it('gives a browser its device cookie for this site and for the server alone', async () => {
  const user = await aUser();
  const browser = aBrowser();

  const got = await signIn(user, { browser });

  const cookie = got.headers.getSetCookie().find((line) => line.startsWith('gatehouse_device='));
  expect(cookie).toMatch(/^gatehouse_device=[A-Za-z0-9_-]{43};/);
  expect(cookie).toMatch(/; httponly/i);
  expect(cookie).toMatch(/; samesite=lax/i);
  // It has it already: nothing new is given out.
  const again = await signIn(user, { browser });
  expect(again.headers.getSetCookie().some((line) => line.startsWith('gatehouse_device='))).toBe(false);
});

it('keeps no token of a device that could be used from a copy of the database', async () => {
  const user = await aUser();
  const browser = aBrowser();
  await signIn(user, { browser });

  const rows = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_devices', 'user_id', user.id]);

  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(browser.cookies.get('gatehouse_device'));
});
