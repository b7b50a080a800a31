import type { LoginAttempt } from '../../../shared/contracts/login-attempts';
import { vocabularyAt } from '../../support/vocabulary';
import { aNobody, gatehouseAt, keptOf, startStrapi, succeed, type Server } from '../vocabulary';

/** How many requests Strapi lets through for one name and address in five minutes. */
const STRAPIS_LIMIT = 5;

let server: Server;
let at: ReturnType<typeof gatehouseAt>;
beforeAll(async () => {
  server = await startStrapi({
    env: { ADMIN_RATE_LIMIT: 'true' },
    config: { signIn: { refusalFloorMs: 0 } },
  });
  at = gatehouseAt(vocabularyAt(() => server.url));
});
afterAll(() => server.stop());

const knock = (email: unknown, password = 'Wrong-Horse-7', path = '/admin/login') =>
  at.http.post(path, {
    body: { email, password },
    headers: { 'user-agent': 'A knocker/1.0' },
    from: '198.51.100.7',
  });
const historyOf = async (userName: string): Promise<LoginAttempt[]> => {
  const { body } = succeed(await at.gatehouse.get('/login-attempts?pageSize=200'));
  return body.data.filter((attempt: LoginAttempt) => attempt.userName === keptOf(userName));
};
const waitOf = ({ headers }: { headers: Headers }) => Number(headers.get('retry-after'));
const reasons = async (userName: string) => (await historyOf(userName)).map(({ reason }) => reason);

it("records what Strapi's own limit refuses, and records what it lets through as what it is", async () => {
  const email = aNobody();

  const answers = [];
  for (let turn = 0; turn < STRAPIS_LIMIT + 2; turn += 1) {
    answers.push((await knock(email)).status);
  }

  expect(answers).toEqual([400, 400, 400, 400, 400, 429, 429]);
  expect(await historyOf(email)).toMatchObject([
    ...Array.from({ length: 2 }, () => ({
      user: null,
      userName: keptOf(email),
      realm: 'panel',
      outcome: 'failure',
      reason: 'rate-limited',
      method: 'password',
      ip: '198.51.100.7',
      userAgent: 'A knocker/1.0',
    })),
    ...Array.from({ length: STRAPIS_LIMIT }, () => ({ outcome: 'failure', reason: 'unknown-user' })),
  ]);
});

it('says when to come back, of a known name and an unknown one alike', async () => {
  const user = await at.aUser();

  const waits = [];
  for (const email of [user.email, aNobody()]) {
    for (let turn = 0; turn < STRAPIS_LIMIT; turn += 1) {
      expect((await knock(email)).headers.has('retry-after')).toBe(false);
    }
    const [first, second] = [await knock(email), await knock(email)];
    expect([first.status, second.status]).toEqual([429, 429]);
    expect(waitOf(second)).toBeLessThanOrEqual(waitOf(first));
    waits.push(waitOf(first));
  }

  for (const wait of waits) {
    expect(Number.isInteger(wait) && wait > 240 && wait <= 301).toBe(true);
  }
});

it('lets the right password in and records that alone', async () => {
  const user = await at.aUser();

  expect((await knock(user.email, user.password)).status).toBe(200);

  expect(await reasons(user.email)).toEqual(['ok']);
});

it('finds whose name it is that it turns away, for their own history', async () => {
  const user = await at.aUser();
  for (let turn = 0; turn < STRAPIS_LIMIT + 1; turn += 1) {
    await knock(user.email);
  }

  const [latest] = await at.attemptsOf(user);
  expect(latest).toMatchObject({ reason: 'rate-limited', userName: user.email, user: { id: user.id } });
});

it('keeps no password that was typed as a name', async () => {
  for (let turn = 0; turn < STRAPIS_LIMIT + 1; turn += 1) {
    await knock('Correct-Horse-7-typed-as-a-name');
  }

  const rows = await at.sql('SELECT * FROM ??', ['gatehouse_login_attempts']);
  expect(JSON.stringify(rows).toLowerCase()).not.toContain('typed-as-a-name');
  expect((await historyOf('•••')).map(({ reason }) => reason)).toEqual([
    'rate-limited',
    ...Array.from({ length: STRAPIS_LIMIT }, () => 'unknown-user'),
  ]);
});

it('compares no password and takes no try of who is refused', async () => {
  const user = await at.aUser();
  const knockAtOnce = () => Promise.all(Array.from({ length: 4 * STRAPIS_LIMIT }, () => knock(user.email)));

  const comparisons = await at.counter.comparisonsDuring(knockAtOnce);

  expect(comparisons).toBeLessThanOrEqual(STRAPIS_LIMIT);
  const got = await reasons(user.email);
  expect(got).toHaveLength(4 * STRAPIS_LIMIT);
  expect(got.filter((reason) => reason === 'rate-limited').length).toBeGreaterThanOrEqual(3 * STRAPIS_LIMIT);
  expect((await at.read(user)).failedTries).toBeLessThanOrEqual(STRAPIS_LIMIT);
});

it('records the name that was typed in every spelling of the path', async () => {
  const email = aNobody();
  for (let turn = 0; turn < STRAPIS_LIMIT; turn += 1) {
    await knock(email);
  }

  for (const path of ['/admin/login/', '/ADMIN/LOGIN', '/admin/login']) {
    expect([path, (await knock(email.toUpperCase(), 'Wrong-Horse-7', path)).status]).toEqual([path, 429]);
  }

  expect((await reasons(email)).slice(0, 3)).toEqual(['rate-limited', 'rate-limited', 'rate-limited']);
});

it('records without a name what names nobody', async () => {
  for (let turn = 0; turn < STRAPIS_LIMIT; turn += 1) {
    expect((await knock({ $ne: null })).status).toBe(400);
  }

  expect((await knock({ $ne: null })).status).toBe(429);

  expect(await reasons('')).toEqual(['rate-limited']);
});

it('records nothing of who would register as the first admin, which is no sign-in', async () => {
  const email = aNobody();
  const answers = [];
  for (let turn = 0; turn < STRAPIS_LIMIT + 1; turn += 1) {
    answers.push((await knock(email, 'Correct-Horse-7', '/admin/register-admin')).status);
  }

  expect(answers.at(-1)).toBe(429);
  expect(await reasons(email)).toEqual([]);
});

it('refuses all the same when it cannot be recorded', async () => {
  const email = aNobody();
  for (let turn = 0; turn < STRAPIS_LIMIT; turn += 1) {
    await knock(email);
  }

  const answer = await at.whileBroken('insert', 'gatehouse_login_attempts', () => knock(email));

  expect(answer.status).toBeGreaterThanOrEqual(429);
  expect(answer.body.data).toBeNull();
  expect(JSON.stringify(answer.body)).not.toContain('broken by a test');
});
