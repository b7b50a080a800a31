import { sharedUrl, sendRaw, shared, type Person } from './vocabulary';

const { act, aResetTokenOf, aUser, call, counter, gatehouse, http, putBack, sql, superAdmin } = shared;

afterAll(putBack);

let user: Person;
let links: unknown[];
const linksOf = ({ id }: Person) => sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_links', 'user_id', id]);
beforeAll(async () => {
  user = await aUser();
  // Something that a condition could find.
  await aResetTokenOf(user);
  links = await linksOf(user);
  const invited = await aUser({ state: 'provisioned' });
  await act(invited, 'lock');
});

/** Each would be a condition that is always true, had somebody put it into a query as it came. */
const conditions: [string, unknown][] = [
  ['$ne', { $ne: null }],
  ['$notNull', { $notNull: true }],
  ['$contains', { $contains: '' }],
  ['$startsWith', { $startsWith: 'r' }],
  ['$gt', { $gt: '' }],
  ['$in', { $in: ['reset-of-1'] }],
  ['$or', { $or: [{ id: { $gt: 0 } }] }],
  ['$not', { $not: { $null: true } }],
  ['a list', ['x', 'y']],
  ['a truth', true],
  ['a number', 0],
  ['null', null],
  ['an object that calls itself text', { toString: 'x', valueOf: 'y' }],
];

describe.each(conditions)('%s in the place of a text', (_, condition) => {
  it.each<[string, string, (value: unknown) => object]>([
    ['the sign-in', '/admin/login', (email) => ({ email, password: user.password })],
    ['the password', '/admin/login', (password) => ({ email: user.email, password })],
    [
      'the new password',
      '/admin/reset-password',
      (resetPasswordToken) => ({ resetPasswordToken, password: 'Another-Horse-8' }),
    ],
    [
      'the invitation',
      '/admin/register',
      (registrationToken) => ({
        registrationToken,
        userInfo: { firstname: 'Eve', password: 'Another-Horse-8' },
      }),
    ],
    [
      'the first admin',
      '/admin/register-admin',
      (email) => ({ email, firstname: 'Eve', password: 'Another-Horse-8' }),
    ],
  ])('lets nobody in at %s, and compares no password', async (_door, path, write) => {
    let answer: Awaited<ReturnType<typeof http.post>> | undefined;

    const comparisons = await counter.comparisonsDuring(async () => {
      answer = await http.post(path, { body: write(condition) });
    });

    expect(answer?.status).toBe(400);
    expect(answer?.headers.getSetCookie()).toEqual([]);
    expect(comparisons).toBe(0);
  });
});

// As many as Strapi's own limit lets through.
it.each(conditions.slice(0, 5))(
  '%s in the place of an address asks for no new password',
  async (_, condition) => {
    const { status } = await http.post('/admin/forgot-password', { body: { email: condition } });

    expect(status).toBe(400);
    expect(await linksOf(user)).toEqual(links);
  },
);

it.each([
  ['/login-attempts', 'user', '$ne'],
  ['/login-attempts', 'user', '$in'],
  ['/login-attempts', 'outcome', '$ne'],
  ['/login-attempts', 'reason', '$contains'],
  ['/ip-rules', 'scope', '$ne'],
  ['/ip-rules', 'user', '$gt'],
  ['/ip-rules', 'role', '$notNull'],
])('takes at %s no condition of its own for %s: %s', async (list, field, operator) => {
  expect(await gatehouse.get(`${list}?filters[${field}][${operator}]=1`)).toFailWith({
    status: 400,
    code: 'VALIDATION',
  });
});

it.each([
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '__proto__[a]=1',
  'constructor[prototype][a]=1',
])('a query that is nothing but %s reaches into no object', async (query) => {
  const { status } = await sendRaw(sharedUrl(), {
    target: `/gatehouse/users?${query}`,
    headers: [`authorization: Bearer ${await superAdmin()}`],
  });

  expect([200, 400]).toContain(status);
  expect(await call('({}).a === undefined && Object.keys(Object.prototype).length === 0')).toBe(true);
});
