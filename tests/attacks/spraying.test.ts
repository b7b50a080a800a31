import { type LoginAttempt } from '../../shared/contracts/login-attempts';
import { anAddress, aNobody, ELSEWHERE, keptOf, shared } from '../features/vocabulary';

const { aUser, attemptsOf, counter, gatehouse, http, putBack, read, setPolicy, signIn, wrongly } = shared;

const LIMIT = 10;
beforeEach(() => setPolicy({ throttle: { maxFailuresPerAddress: LIMIT } }));
afterEach(putBack);

const PASSWORD = 'Summer-2026';
const spray = (emails: readonly string[], from: (turn: number) => string) =>
  Promise.all(
    emails.map((email, turn) =>
      http.post('/admin/login', { body: { email, password: PASSWORD }, from: from(turn) }),
    ),
  );
const nobodies = (count: number) => Array.from({ length: count }, aNobody);

const reasonsOf = async (emails: readonly string[]) => {
  const { body } = await gatehouse.get('/login-attempts?pageSize=200');
  const attempts = (body.data as LoginAttempt[]).filter(({ userName }) =>
    emails.map(keptOf).includes(userName),
  );
  return attempts.map(({ reason }) => reason).sort();
};

it('turns the address away that tries one password with many users, and locks none of them', async () => {
  const users = await Promise.all(Array.from({ length: 6 }, () => aUser()));
  const emails = [...users.map(({ email }) => email), ...nobodies(LIMIT - users.length)];
  const from = anAddress();

  const comparisons = await counter.comparisonsDuring(() => spray([...emails, ...emails], () => from));

  expect(comparisons).toBeLessThanOrEqual(LIMIT);
  expect((await reasonsOf(emails)).filter((reason) => reason === 'rate-limited')).toHaveLength(emails.length);
  for (const user of users) {
    expect((await read(user)).status).toBe('active');
  }
  const [victim] = users;
  expect(await signIn({ ...(victim as (typeof users)[0]), from })).toBeRefusedAs('rate-limited');
  expect(await signIn(victim as (typeof users)[0])).toBeLetIn();
});

it('counts on however often the attacker signs in as themself meanwhile', async () => {
  const insider = await aUser();
  const from = anAddress();
  for (let turn = 0; turn < LIMIT; turn += 1) {
    await spray(nobodies(1), () => from);
    expect((await signIn({ ...insider, from })).status).toBe(turn < LIMIT - 1 ? 200 : 400);
  }

  const victim = await aUser();

  expect(await signIn({ ...victim, from })).toBeRefusedAs('rate-limited');
});

it('takes all addresses of one IPv6 site for one, and those of another for another', async () => {
  const site = `2001:db8:${Math.floor(Math.random() * 65_536).toString(16)}:7`;
  const emails = nobodies(2 * LIMIT);

  await spray(emails, (turn) => `${site}::${(turn + 1).toString(16)}`);

  const reasons = await reasonsOf(emails);
  expect(reasons.filter((reason) => reason === 'unknown-user')).toHaveLength(LIMIT);
  const user = await aUser();
  expect(await signIn({ ...user, from: `${site}:aaaa:bbbb:cccc:dddd` })).toBeRefusedAs('rate-limited');
  expect(await signIn({ ...user, from: site.replace(/7$/, '8::1') })).toBeLetIn();
});

it('takes an IPv4 address for itself, however it is written', async () => {
  const address = anAddress();
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const hex = (high: number, low: number) => ((high << 8) | low).toString(16);
  const spellings = [
    address,
    `::ffff:${address}`,
    `::FFFF:${hex(a, b)}:${hex(c, d)}`,
    `0:0:0:0:0:ffff:${address}`,
  ];
  const emails = nobodies(2 * LIMIT);

  await spray(emails, (turn) => spellings[turn % spellings.length] as string);

  expect((await reasonsOf(emails)).filter((reason) => reason === 'unknown-user')).toHaveLength(LIMIT);
});

it('does not make up for failures with what the throttle itself refuses, and lets in again after the window', async () => {
  const user = await aUser();
  const from = anAddress();
  await spray(nobodies(3 * LIMIT), () => from);
  expect(await signIn({ ...user, from })).toBeRefusedAs('rate-limited');

  // The window is counted by the store's own clock: here its end is brought forward.
  await shared.call(`(async () => {
    const throttle = strapi.plugin('gatehouse').service('throttle');
    const limiter = await throttle.prepare({ maxFailuresPerAddress: ${LIMIT}, windowMinutes: 15 });
    await limiter.delete('${from}');
  })()`);

  expect(await signIn({ ...user, from })).toBeLetIn();
});

it('counts nothing against an address that others fail from', async () => {
  const user = await aUser();
  await spray(nobodies(2 * LIMIT), () => ELSEWHERE);

  expect(await signIn(user)).toBeLetIn();
  expect(await signIn(wrongly(user))).toBeRefusedAs('wrong-password');
  expect(await attemptsOf(user)).toHaveLength(2);
});
