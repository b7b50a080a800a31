import { anAddress, sendRaw, shared as at, sharedUrl } from './vocabulary';

beforeAll(() => at.configure({ signIn: { refusalFloorMs: 0 } }));

/** Control characters, line separators, and marks that turn the direction of writing. */
// eslint-disable-next-line no-control-regex
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
/** What Strapi's own logger colours its levels with. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[3\d+m(?:error|warn|info|http|debug)\u001b\[39m/g;

const FORGED = '[2026-01-01 00:00:00.000] info: first.admin@example.test signed in';
const names: [string, string][] = [
  ['a line of its own', `eve\r\n${FORGED}`],
  ['a line feed', `eve\n${FORGED}`],
  ['a carriage return', `eve\r${FORGED}`],
  ['a colour', 'eve\u001b[31mred\u001b[0m'],
  ['an erased screen', '\u001b[2J\u001b[Heve'],
  ['a title for the terminal', '\u001b]0;pwned\u0007eve'],
  ['a C1 control sequence', 'eve\u009b31m'],
  ['a null byte', 'eve\u0000x'],
  ['a backspace', 'admin\b\b\b\b\beve'],
  ['a line separator', `eve\u2028${FORGED}\u2029`],
  ['a turned direction', 'eve\u202egpj.exe'],
  ['an isolated direction', 'eve\u2066\u2067gpj\u2069'],
];

const printed = async () => (await at.printed()).replace(COLOURS, '');
const attempts = async () => (await at.gatehouse.get('/login-attempts?pageSize=200')).body.data as object[];

it.each(names)('a name with %s forges no attempt and nothing the server prints', async (_, name) => {
  await at.http.post('/admin/login', { body: { email: name, password: 'Wrong-Horse-7' }, from: anAddress() });
  await at.http.post('/admin/forgot-password', { body: { email: name }, from: anAddress() });
  await at.http.get(`/gatehouse/users?_q=${encodeURIComponent(name)}`, { token: await at.superAdmin() });

  const texts = (await attempts())
    .flatMap((attempt) => Object.values(attempt))
    .filter((value) => typeof value === 'string');
  expect(texts.filter((text) => RAW.test(text) || text.includes('\n'))).toEqual([]);
  expect(await printed()).not.toMatch(RAW);
  expect((await printed()).split('\n')).not.toContain(FORGED);
});

it.each([
  ['a colour', 'eve\x1b[31m'],
  ['a carriage return', 'eve\rinjected: yes'],
  ['a null byte', 'eve\0'],
  ['a C1 control sequence', 'eve\x9b31m'],
  ['a turned direction in UTF-8', 'eve\xe2\x80\xaegpj'],
])('a user agent with %s is refused, or recorded without it', async (_, agent) => {
  const before = (await attempts()).length;

  const { status } = await sendRaw(sharedUrl(), {
    method: 'POST',
    target: '/admin/login',
    headers: [`user-agent: ${agent}`],
    body: JSON.stringify({ email: 'agent@example.test', password: 'Wrong-Horse-7' }),
  });

  expect(status).toBe(400);
  const after = (await attempts()) as { userAgent: string | null }[];
  for (const { userAgent } of after.slice(0, after.length - before)) {
    expect(userAgent ?? '').not.toMatch(RAW);
  }
  expect(await printed()).not.toMatch(RAW);
});

it('an error of the database that holds what was typed prints no control character', async () => {
  await at.whileBroken('insert', 'gatehouse_login_attempts', () =>
    at.http.post('/admin/login', {
      body: { email: names[0]?.[1], password: 'Wrong-Horse-7' },
      from: anAddress(),
    }),
  );
  await at.http.put('/admin/users/me', { token: await at.superAdmin(), body: { firstname: 'First' } });

  expect(await printed()).not.toMatch(RAW);
  expect(await printed()).not.toContain('Wrong-Horse-7');
});

it('a native name with a colour reaches nobody raw through the history or the log of a user', async () => {
  const user = await at.aUser();
  await at.http.put(`/admin/users/${user.adminUserId}`, {
    token: await at.superAdmin(),
    body: { username: 'eve\u001b[31m\r\nroot', firstname: 'Eve\u001b[31m', lastname: 'B\u202e' },
  });
  await at.failToSignIn(user);
  const entry = await at.read(user);
  const log = (await at.gatehouse.get(`/users/${user.id}/log`)).body.data;

  for (const said of [entry, await at.attemptsOf(user), log]) {
    // Answers are JSON, which writes them as escapes: what they stand for is looked at.
    expect(JSON.stringify(textsIn(said))).not.toMatch(/\\u001b|\\r|\\n|\u202e/);
  }
  expect(await printed()).not.toMatch(RAW);
});

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
