import { signIn } from '../../support';
import { until } from '../doors/mailbox';
import { anAddress, anEmail, aPassword, MINUTE, shared as at, type Person } from '../vocabulary';

const LIMIT = 5;
const WINDOW = 15;

// Whose sign-in is counted as well: now, and not in the middle of a test.
beforeAll(() => at.superAdmin());
beforeEach(() => at.setPolicy({ throttle: { maxFailuresPerAddress: LIMIT, windowMinutes: WINDOW } }));
afterEach(async () => {
  await at.putBack();
  await at.sql('DELETE FROM ??', ['gatehouse_throttle']);
});

type Row = { key: string; points: number; expire: number };

const rows = async (): Promise<Row[]> =>
  (await at.sql<Row>('SELECT * FROM ??', ['gatehouse_throttle'])).map(({ key, points, expire }) => ({
    key,
    points: Number(points),
    expire: Number(expire),
  }));
const rowOf = async (address: string) => (await rows()).find(({ key }) => key.includes(address));
/** Failures from one address, each for somebody else, whom nobody knows. */
const guess = (from: string, times = LIMIT) =>
  Promise.all(
    Array.from({ length: times }, () =>
      at.http.post('/admin/login', { body: { email: anEmail('nobody'), password: aPassword }, from }),
    ),
  );
/** The same, one after another. */
const guessInTurn = async (from: string, times: number) => {
  for (let turn = 0; turn < times; turn += 1) {
    await guess(from, 1);
  }
};

it('refuses even the right password from an address where too many have failed, whomever they were for', async () => {
  const user = await at.aUser();

  await guess(user.from, LIMIT);

  expect(await at.signIn(user)).toBeRefusedAs('rate-limited');
  expect(await at.signIn(at.wrongly(user))).toBeRefusedAs('rate-limited');
  expect(await at.signIn({ ...user, email: anEmail('nobody') })).toBeRefusedAs('rate-limited');
});

it('refuses nobody before that, and nobody elsewhere', async () => {
  const [user, other] = [await at.aUser(), await at.aUser()];

  await guess(user.from, LIMIT - 1);
  expect(await at.signIn(user)).toBeLetIn();
  await guess(user.from, 1);

  expect(await at.signIn(user)).toBeRefusedAs('rate-limited');
  expect(await at.signIn(other)).toBeLetIn();
  expect(await at.signIn({ ...user, from: anAddress() })).toBeLetIn();
});

it('takes nothing from the user’s own tries, and looks at no password', async () => {
  const user = await at.aUser();
  await guess(user.from);

  const comparisons = await at.counter.comparisonsDuring(async () => {
    await Promise.all(Array.from({ length: 6 }, () => at.failToSignIn(user, 1, { from: user.from })));
    await at.signIn(user);
  });

  expect(comparisons).toBe(0);
  expect(await at.read(user)).toMatchObject({ failedTries: 0, status: 'active' });
});

it('keeps its reason to itself even where reasons are revealed', async () => {
  await at.setPolicy({ signIn: { revealReason: true } });
  const user = await at.aUser();
  await guess(user.from);

  expect(await at.signIn(user)).toBeRefusedAs('rate-limited');
});

it('lets no known browser past it', async () => {
  const user = await at.aUser();
  const { browser } = await at.signIn(user);
  await guess(user.from);

  expect(await at.signIn(user, { browser })).toBeRefusedAs('rate-limited');
});

it('leaves open sessions from there alone', async () => {
  const user = await at.aUserAtWork();
  await guess(user.from);

  expect((await at.http.get('/admin/users/me', { token: user.token, from: user.from })).status).toBe(200);
  expect((await at.http.post('/admin/access-token', { browser: user.browser, from: user.from })).status).toBe(
    200,
  );
});

it('counts no success, however many there are', async () => {
  const user = await at.aUser();

  for (let turn = 0; turn < 3 * LIMIT; turn += 1) {
    expect((await signIn(user.email, user.password, { from: user.from })).status).toBe(200);
  }
  expect((await rowOf(user.from))?.points).toBe(0);
  await guess(user.from, LIMIT - 1);

  expect(await at.signIn(user)).toBeLetIn();
});

it('counts every forgotten password alike, so that the tries left tell nobody who exists', async () => {
  const [known, unknown] = [await at.aUser(), { email: anEmail('nobody'), from: anAddress() }];
  const forget = async ({ email, from }: { email: string; from: string }) => {
    const before = Number((await rowOf(from))?.points ?? 0);
    await at.http.post('/admin/forgot-password', { body: { email }, from });
    await until(
      async () => (Number((await rowOf(from))?.points ?? 0) > before ? true : undefined),
      'count of a forgotten password',
    );
  };

  for (const one of [known, unknown]) for (let turn = 0; turn < LIMIT; turn += 1) await forget(one);
  // The first one mails a link, and the others are too soon after it.
  await until(
    async () => ((await at.attemptsOf(known)).length === LIMIT - 1 ? true : undefined),
    'refusal of the last one',
  );

  for (const { from } of [known, unknown]) {
    expect((await rowOf(from))?.points).toBe(LIMIT);
    expect(await at.signIn({ ...(await at.aUser()), from })).toBeRefusedAs('rate-limited');
  }
});

it('counts every way to fail: unknown, wrong, locked, suspended', async () => {
  const from = anAddress();
  const people: Person[] = [
    await at.aUser(),
    await at.aUser({ state: 'suspended' }),
    await at.aUser({ state: 'locked-by-admin' }),
    await at.aUser({ state: 'api-only' }),
  ];
  for (const person of people.map(at.wrongly)) {
    await at.signIn({ ...person, from });
  }
  expect((await rowOf(from))?.points).toBe(people.length);
  await guess(from, LIMIT - people.length);

  expect(await at.signIn({ ...(people[0] as Person), from })).toBeRefusedAs('rate-limited');
});

describe('an IPv6 address', () => {
  const SITE = '2001:db8:1:2';

  it('is counted with the whole network of its site, and no other', async () => {
    const user = await at.aUser();
    for (const end of ['1', 'ffff:ffff:ffff:ffff', 'a:b:c:d', '0:0:0:9', 'dead:beef:0:1']) {
      await guess(`${SITE}:${end.includes(':') ? end : `:${end}`}`, 1);
    }

    expect(await at.signIn({ ...user, from: `${SITE}:7:7:7:7` })).toBeRefusedAs('rate-limited');
    expect(await at.signIn({ ...user, from: '2001:db8:1:3::1' })).toBeLetIn();
    expect((await rows()).filter(({ key }) => key.includes('2001:db8:1:2'))).toHaveLength(1);
  });

  it('that stands for an IPv4 address is counted as that', async () => {
    const from = anAddress();
    const user = await at.aUser();
    await guess(`::ffff:${from}`, LIMIT - 1);
    await guess(from, 1);

    expect(await at.signIn({ ...user, from })).toBeRefusedAs('rate-limited');
    // Not all of IPv4 is one site.
    expect(await at.signIn({ ...user, from: `::ffff:${anAddress()}` })).toBeLetIn();
  });
});

it('counts by the address the trusted proxy saw, not by what the client says', async () => {
  const [user, victim] = [await at.aUser(), anAddress()];

  for (let turn = 0; turn < LIMIT; turn += 1) {
    await guess(`${victim}, ${user.from}`, 1);
  }

  expect(await at.signIn(user)).toBeRefusedAs('rate-limited');
  expect(await at.signIn({ ...user, from: `${anAddress()}, ${user.from}` })).toBeRefusedAs('rate-limited');
  expect(await at.signIn({ ...user, from: victim })).toBeLetIn();
});

it('counts whoever cannot be told apart together', async () => {
  const user = await at.aUser();
  await guess('unknown', LIMIT - 1);
  await guess('_hidden', 1);

  expect((await at.http.post('/admin/login', { body: user, from: 'garbage' })).status).toBe(400);
  expect(await at.signIn(user)).toBeLetIn();
});

describe('the window', () => {
  const expire = (address: string) =>
    at.sql('UPDATE ?? SET ?? = ? WHERE ?? like ?', [
      'gatehouse_throttle',
      'expire',
      Date.now() - 1,
      'key',
      `%${address}%`,
    ]);

  it('passes, and the count begins anew', async () => {
    const user = await at.aUser();
    await guess(user.from, 2 * LIMIT);
    expect(await at.signIn(user)).toBeRefusedAs('rate-limited');

    await expire(user.from);

    expect(await at.signIn(user)).toBeLetIn();
    await guess(user.from, LIMIT - 1);
    expect(await at.signIn(user)).toBeLetIn();
    await guess(user.from, 1);
    expect(await at.signIn(user)).toBeRefusedAs('rate-limited');
  });

  it('is as long as the policy says, from the first failure on, and grows by no knocking', async () => {
    await at.setPolicy({ throttle: { windowMinutes: 1 } });
    const from = anAddress();
    const before = Date.now();
    await guess(from, 1);
    const first = (await rowOf(from))?.expire ?? 0;
    expect(first).toBeGreaterThanOrEqual(before + MINUTE);
    expect(first).toBeLessThan(Date.now() + MINUTE);

    await guessInTurn(from, 2 * LIMIT);

    expect((await rowOf(from))?.expire).toBe(first);
  });

  it('that ends while a try is under way leaves nobody a try more', async () => {
    const user = await at.aUser();
    // Signed in over the end of the window: the try that is given back belongs to the window before.
    const passwords = `strapi.plugin('gatehouse').service('passwords')`;
    await at.call(`(() => {
      const passwords = ${passwords};
      passwords.whole = passwords.compare;
      const gate = new Promise((open) => { passwords.open = open; });
      passwords.waiting = 0;
      passwords.compare = async (...args) => { passwords.waiting += 1; await gate; return passwords.whole(...args); };
    })()`);
    const signingIn = signIn(user.email, user.password, { from: user.from });
    while ((await at.call<number>(`${passwords}.waiting`)) === 0);
    await expire(user.from);
    await at.call(
      `(() => { const passwords = ${passwords}; passwords.compare = passwords.whole; passwords.open(); })()`,
    );
    expect((await signingIn).status).toBe(200);

    await guess(user.from, LIMIT);

    expect(await at.signIn(user)).toBeRefusedAs('rate-limited');
  });
});

it('gives parallel guesses no more than the limit', async () => {
  await at.setPolicy({ throttle: { maxFailuresPerAddress: 8 } });
  const from = anAddress();
  const people = await Promise.all(Array.from({ length: 10 }, () => at.aUser()));

  const comparisons = await at.counter.comparisonsDuring(() =>
    Promise.all(people.flatMap((person) => [1, 2, 3, 4].map(() => at.failToSignIn(person, 1, { from })))),
  );

  expect(comparisons).toBe(8);
  expect((await rowOf(from))?.points).toBe(40);
});

describe('the policy', () => {
  it('lets a hundred fail where nobody has changed it', async () => {
    await at.setPolicy({ throttle: { maxFailuresPerAddress: 100 } });
    const user = await at.aUser();

    await guess(user.from, 50);
    await guess(user.from, 49);
    expect(await at.signIn(user)).toBeLetIn();
    await guess(user.from, 1);

    expect(await at.signIn(user)).toBeRefusedAs('rate-limited');
  });

  it('switches it off with 0, and nothing is counted', async () => {
    await at.setPolicy({ throttle: { maxFailuresPerAddress: 0 } });
    const user = await at.aUser();

    await guess(user.from, 4 * LIMIT);

    expect(await at.signIn(user)).toBeLetIn();
    expect(await rows()).toEqual([]);
  });

  it('holds at once where it is changed', async () => {
    const user = await at.aUser();
    await guess(user.from, LIMIT);
    expect(await at.signIn(user)).toBeRefusedAs('rate-limited');

    await at.setPolicy({ throttle: { maxFailuresPerAddress: 3 * LIMIT } });

    expect(await at.signIn(user)).toBeLetIn();
  });
});

it('keeps one row for an address, however many names are tried from it', async () => {
  const from = anAddress();
  const other = anAddress();

  await guess(from, 40);
  await guess(other, 1);

  expect((await rows()).filter(({ key }) => key.includes(from))).toHaveLength(1);
  expect(await rows()).toHaveLength(2);
  expect(JSON.stringify(await rows())).not.toContain('nobody');
});

it('lets nobody in when it cannot count, and says to come back', async () => {
  const user = await at.aUser();
  const rename = (from: string, to: string) => at.sql('ALTER TABLE ?? RENAME TO ??', [from, to]);

  await rename('gatehouse_throttle', 'gatehouse_throttle_away');
  const answer = await at.http
    .post('/admin/login', { body: user, from: user.from })
    .finally(() => rename('gatehouse_throttle_away', 'gatehouse_throttle'));

  expect(answer).toFailWith({ status: 503, code: 'ACCESS_UNKNOWN' });
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(await at.signIn(user)).toBeLetIn();
});

it('is told of by “Who could sign in?”, which counts nothing', async () => {
  const user = await at.aUser();
  const decide = async (ip: string) =>
    (await at.gatehouse.post('/access/explain', { body: { user: user.id, ip } })).body.data.decision.reason;
  await guess(user.from, LIMIT - 1);
  const before = await rows();

  expect(await decide(user.from)).toBe('ok');
  expect(await rows()).toEqual(before);
  await guess(user.from, 1);
  expect([await decide(user.from), await decide(anAddress())]).toEqual(['rate-limited', 'ok']);
});
