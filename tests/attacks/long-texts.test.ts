import { MAX_LOGIN_NAME_LENGTH, MAX_TYPED_PASSWORD } from '../../shared/constants';
import { anAddress, anEmail, shared } from './vocabulary';

const { aUser, aUserAtWork, http, putBack, signIn, sql } = shared;

afterEach(putBack);

/** Takes the square of its length to normalize: of this many, seconds in which nobody else is answered. */
const MARKS = '\u0300\u0316'.repeat(60_000);

it('takes a password that is longer than any for a wrong one, of nobody’s and of somebody’s', async () => {
  const user = await aUser();
  const tooLong = 'x'.repeat(MAX_TYPED_PASSWORD + 1);

  for (const password of [tooLong, MARKS, `${user.password}${MARKS}`]) {
    expect(await signIn({ ...user, password })).toBeRefusedAs('wrong-password');
    expect(await signIn({ ...user, email: anEmail(), password })).toBeRefusedAs('unknown-user');
  }
});

it('takes a name that is longer than any for nobody’s, and writes down no more of it', async () => {
  const from = anAddress();
  const email = `${MARKS}@example.test`;

  const answer = await http.post('/admin/login', { body: { email, password: 'Wrong-Horse-7' }, from });

  expect(answer).toMatchObject({ status: 400, body: { error: { message: 'Invalid credentials' } } });
  const [attempt] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_login_attempts', 'ip', from]);
  expect(String(attempt?.user_name).length).toBeLessThanOrEqual(MAX_LOGIN_NAME_LENGTH);
});

it.each([
  ['a user name', MARKS],
  ['an address', `a@${'b'.repeat(100_000)}.test`],
])('answers a forgotten password of %s that is longer than any as any other', async (_, email) => {
  const { status } = await http.post('/admin/forgot-password', { body: { email }, from: anAddress() });

  // Of what cannot be an address Strapi says so, whoever asks.
  expect([204, 400]).toContain(status);
});

it('registers no first admin with a name that is longer than any', async () => {
  const body = {
    email: `${MARKS}@example.test`,
    password: 'Violet-Anchor-42',
    firstname: 'A',
    lastname: 'B',
  };

  expect((await http.post('/admin/register-admin', { body, from: anAddress() })).status).toBe(400);
});

it.each([
  ['a step-up', 'POST', '/gatehouse/me/step-up', { password: MARKS }],
  [
    'a change of the password',
    'POST',
    '/gatehouse/me/password',
    { currentPassword: MARKS, password: 'Violet-Anchor-42' },
  ],
  [
    'Strapi’s own profile',
    'PUT',
    '/admin/users/me',
    { currentPassword: MARKS, password: 'Violet-Anchor-42' },
  ],
])('takes it for a wrong one at work, too: %s', async (_, method, path, body) => {
  const { token, from } = await aUserAtWork();
  const send = method === 'PUT' ? http.put : http.post;

  expect((await send(path, { token, from, body })).status).toBe(400);
});

it.each([
  [
    'POST',
    '/api/gatehouse/oauth/token',
    { grant_type: 'client_credentials', client_id: 'x', client_secret: MARKS },
  ],
  ['POST', '/gatehouse/sign-in/complete', { token: MARKS, code: MARKS }],
  ['POST', '/gatehouse/links/read', { token: MARKS }],
  ['POST', '/gatehouse/links/use', { token: 'A'.repeat(43), password: MARKS }],
  ['POST', '/admin/reset-password', { resetPasswordToken: MARKS, password: MARKS }],
  ['POST', '/admin/register', { registrationToken: MARKS, userInfo: { firstname: MARKS, password: MARKS } }],
])('%s %s is refused what is longer than any', async (_, path, body) => {
  const { status } = await http.post(path, { body, from: anAddress() });

  expect([400, 401]).toContain(status);
});
