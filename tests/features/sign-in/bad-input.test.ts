import { MAX_LOGIN_NAME_LENGTH } from '../../../shared/constants';
import { anAddress, anEmail, aPassword, shared, sharedUrl } from '../vocabulary';

const { act, attemptsOf, aUser, call, gatehouse, http, putBack, signIn } = shared;

const credentialsOf = ({ email, password }: { email: string; password: string }) => ({ email, password });

type Heard = { provider: string; message: string; details: object | null };
/** What whoever listens for refused sign-ins of the panel hears meanwhile. */
const listening = async <T>(run: () => Promise<T>): Promise<{ answer: T; heard: Heard[] }> => {
  await call(`(() => {
    strapi.heard = [];
    strapi.hear = ({ error, provider }) =>
      strapi.heard.push({ provider, message: error.message, details: Object.keys(error.details ?? {}).length ? error.details : null });
    strapi.eventHub.on('admin.auth.error', strapi.hear);
  })()`);
  try {
    return { answer: await run(), heard: await call<Heard[]>('strapi.heard') };
  } finally {
    await call(`strapi.eventHub.off('admin.auth.error', strapi.hear)`);
  }
};

afterEach(putBack);

it.each([
  ['an object', { $ne: null }],
  ['a list', ['first.admin@example.test']],
  ['a number', 7],
  ['a truth', true],
])('refuses an e-mail address and a password that are %s, and names the field', async (_, value) => {
  const [email, password] = await Promise.all([
    http.post('/admin/login', { body: { email: value, password: aPassword } }),
    http.post('/admin/login', { body: { email: anEmail(), password: value } }),
  ]);

  expect(email).toFailWith({ status: 400, code: 'VALIDATION', field: 'email' });
  expect(password).toFailWith({ status: 400, code: 'VALIDATION', field: 'password' });
});

describe('without an e-mail address or a password', () => {
  const MISSING = {
    data: null,
    error: { status: 400, name: 'ApplicationError', message: 'Missing credentials', details: {} },
  };
  const whole = { email: anEmail(), password: aPassword };

  it.each([
    ['no password', { email: whole.email }],
    ['an empty one', { ...whole, password: '' }],
    ['null', { ...whole, password: null }],
    ['no e-mail address', { password: aPassword }],
    ['an empty one of those', { ...whole, email: '' }],
    ['neither', {}],
  ])('answers as Strapi does, and tells who listens: %s', async (_, body) => {
    const { answer, heard } = await listening(() => http.post('/admin/login', { body }));

    expect([answer.status, answer.body]).toEqual([400, MISSING]);
    expect(heard).toEqual([{ provider: 'local', message: 'Missing credentials', details: null }]);
  });

  it.each([
    ['password', { email: whole.email }],
    ['password', { ...whole, password: '' }],
    ['email', { password: aPassword, email: null }],
  ])('takes no %s from the query, where access logs keep it', async (field, body) => {
    const user = await aUser();
    const query = `email=${encodeURIComponent(user.email)}&password=${user.password}`;

    const answer = await http.post(`/admin/login?${query}`, { body });

    expect(answer).toFailWith({ status: 400, code: 'VALIDATION', field });
    expect(await attemptsOf(user)).toEqual([]);
  });
});

it('tells who listens for refused sign-ins of no step that is left', async () => {
  const user = await aUser();
  await act(user, 'force-password-change');

  const { answer, heard } = await listening(() => http.post('/admin/login', { body: credentialsOf(user) }));

  const { challenge } = answer.body.error.details;
  expect(challenge.token).toMatch(/^[\w-]{43}$/);
  expect(heard).toEqual([
    { provider: 'local', message: answer.body.error.message, details: { code: 'LOGIN_NOT_ALLOWED' } },
  ]);
});

it.each([
  ['a list', '[]'],
  ['a text', '"email"'],
  ['a number', '7'],
  ['null', 'null'],
  ['nothing', ''],
  ['no JSON', '{'],
])('refuses a body that is %s', async (_, body) => {
  const response = await fetch(`${sharedUrl()}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });

  expect(response.status).toBe(400);
  expect(await response.text()).not.toMatch(/ at .*\.js|node_modules/);
});

const nasty: [string, string][] = [
  ['nearly a megabyte long', 'x'.repeat(1_000_000)],
  ['full of null bytes', 'first\u0000admin@example.test\u0000'],
  ['several lines of a log', 'ada\r\n2026-01-01 root signed in\u001b[31m'],
  ['unpaired surrogates', 'ada\ud800@example.test\udc00'],
  ['turned around', 'ada\u202etset.elpmaxe'],
  ['emoji up to the cut', `${'x'.repeat(MAX_LOGIN_NAME_LENGTH - 1)}😀`],
  ['a condition in SQL', `' OR '1'='1' --`],
  ['a pattern in SQL', '%@example.test'],
  ['empty', ''],
];

it.each(nasty)('refuses a user name that is %s, and records what can be printed of it', async (_, email) => {
  const { status, body, attempt } = await signIn({ email, password: aPassword });

  expect(status).toBe(400);
  expect(JSON.stringify(body)).not.toMatch(/node_modules|select|insert/i);
  if (email === '') {
    return;
  }
  expect(attempt).toMatchObject({ outcome: 'failure', reason: 'unknown-user', user: null });
  expect(attempt.userName.length).toBeLessThanOrEqual(MAX_LOGIN_NAME_LENGTH);
  expect(attempt.userName.isWellFormed()).toBe(true);
  // eslint-disable-next-line no-control-regex
  expect(attempt.userName).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
});

it('refuses a password that is any of these as any wrong one', async () => {
  const users = await Promise.all(
    nasty
      .filter(([, text]) => text !== '' && text.length < 1_000)
      .map(async ([, password]) => ({ ...(await aUser()), password })),
  );

  for (const got of await Promise.all(users.map((user) => signIn(user)))) {
    expect(got).toBeRefusedAs('wrong-password');
  }
});

it('cuts what a browser calls itself', async () => {
  const user = await aUser();

  await http.post('/admin/login', {
    body: { email: user.email, password: user.password },
    headers: { 'user-agent': 'u'.repeat(300) },
  });

  const { body } = await gatehouse.get(`/login-attempts?filters[user][$eq]=${user.id}`);
  expect(body.data[0].userAgent).toBe('u'.repeat(255));
});

it('is not troubled by a forwarded address that is none', async () => {
  const user = await aUser();

  for (const from of [
    'unknown',
    '999.1.1.1',
    `${anAddress()}:0x10`,
    '[10.0.0.1]',
    '<script>',
    ', ,',
    'x'.repeat(5_000),
  ]) {
    const got = await http.post('/admin/login', {
      body: { email: user.email, password: user.password },
      from,
    });
    expect(got.status).toBe(200);
  }
  const { body } = await gatehouse.get(`/login-attempts?filters[user][$eq]=${user.id}`);
  expect(new Set(body.data.map(({ ip }: { ip: string }) => ip))).toEqual(new Set(['']));
});
