import { sendRaw } from '../support/raw';
import { vocabularyAt } from '../support/vocabulary';
import {
  anAddress,
  aNobody,
  ELSEWHERE,
  gatehouseAt,
  keptOf,
  OFFICE,
  startStrapi,
  type Server,
} from '../features/vocabulary';

/** Every header in which some proxy somewhere tells the client's address. */
const HEADERS = [
  'x-forwarded-for',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-originating-ip',
  'x-remote-ip',
  'x-remote-addr',
  'true-client-ip',
  'cf-connecting-ip',
  'fastly-client-ip',
  'forwarded-for',
  'via',
];
const forging = (address: string): Record<string, string> => ({
  ...Object.fromEntries(HEADERS.map((header) => [header, address])),
  forwarded: `for=${address};by=${address};host=office.example.test;proto=https`,
  'x-forwarded-host': 'office.example.test',
  'x-forwarded-proto': 'https',
});

// Nobody is trusted to tell an address; with Koa's `proxy`, Strapi itself believes whoever claims one.
describe.each([
  ['off', 'false'],
  ['on', 'true'],
])("where nobody is trusted and Koa's proxy is %s", (_, proxy) => {
  let server: Server;
  let at: ReturnType<typeof gatehouseAt>;
  beforeAll(async () => {
    server = await startStrapi({
      env: { TRUST_LOOPBACK: 'false', SERVER_PROXY: proxy, ADMIN_RATE_LIMIT: 'true' },
      config: { signIn: { refusalFloorMs: 0 } },
    });
    at = gatehouseAt(vocabularyAt(() => server.url));
    await at.superAdmin();
  });
  afterAll(() => server.stop());
  afterEach(() => at.putBack());

  const post = (email: string, password: string, headers: Record<string, string> = {}) =>
    server.http.post('/admin/login', { body: { email, password }, headers });
  const recordedOf = async (email: string) =>
    (await at.gatehouse.get('/login-attempts?pageSize=200')).body.data.filter(
      ({ userName }: { userName: string }) => userName === keptOf(email),
    );

  it('shuts out who claims to come from the address of a rule, and an open session that does', async () => {
    const user = await at.aUserAtWork();
    await at.addRule({ scope: 'user', user: user.id, range: OFFICE });

    const signIn = await post(user.email, user.password, forging(OFFICE));
    const request = await server.http.get('/admin/users/me', { token: user.token, headers: forging(OFFICE) });
    const renewal = await server.http.post('/admin/access-token', {
      browser: user.browser,
      headers: forging(OFFICE),
    });

    expect([signIn.status, request.status, renewal.status]).toEqual([400, 401, 401]);
    const [attempt] = await recordedOf(user.email);
    expect(attempt).toMatchObject({ reason: 'address-not-allowed', ip: '127.0.0.1' });
  });

  it('lets in who comes from the address of a rule, whatever they claim', async () => {
    const user = await at.aUser();
    await at.addRule({ scope: 'user', user: user.id, range: '127.0.0.1' });

    expect((await post(user.email, user.password, forging(ELSEWHERE))).status).toBe(200);
    expect((await recordedOf(user.email))[0]).toMatchObject({ outcome: 'success', ip: '127.0.0.1' });
  });

  it('records the address of the other end, however the header is written', async () => {
    const claims = [
      '198.51.100.7',
      '127.0.0.1',
      '::1',
      '"198.51.100.7:4711"',
      'unknown',
      '_hidden',
      ',,,',
      '198.51.100.7, 127.0.0.1',
      '\xa0',
    ];
    const emails = claims.map(aNobody);

    const answers = await Promise.all(
      claims.map((claim, turn) =>
        sendRaw(server.url, {
          method: 'POST',
          target: '/admin/login',
          headers: [`X-Forwarded-For: ${claim}`, `x-forwarded-for: ${claim}`, `X-FORWARDED-FOR: ${OFFICE}`],
          body: JSON.stringify({ email: emails[turn], password: 'Wrong-Horse-7' }),
        }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(claims.map(() => 400));
    for (const email of emails) {
      expect((await recordedOf(email))[0]).toMatchObject({ ip: '127.0.0.1' });
    }
  });

  it('counts the failures of an attacker who claims another address each time', async () => {
    const LIMIT = 10;
    await at.setPolicy({ throttle: { maxFailuresPerAddress: LIMIT } });
    const emails = Array.from({ length: 2 * LIMIT }, aNobody);

    await Promise.all(emails.map((email) => post(email, 'Wrong-Horse-7', forging(anAddress()))));

    const attempts = (await Promise.all(emails.map(recordedOf))).flat();
    expect(attempts.filter(({ reason }) => reason === 'unknown-user').length).toBeLessThanOrEqual(LIMIT);
    expect(attempts.filter(({ reason }) => reason === 'rate-limited').length).toBeGreaterThanOrEqual(LIMIT);
    await server.call(`strapi.db.connection('gatehouse_throttle').delete()`);
  });

  it("gives no more guesses at one user than there are tries, where Strapi's own limit is got past by claims", async () => {
    const user = await at.aUser();

    const comparisons = await server.counter.comparisonsDuring(async () => {
      for (let turn = 0; turn < 12; turn += 1) {
        await post(user.email, `Wrong-${turn}-Horse`, forging(anAddress()));
      }
    });

    expect(comparisons).toBeLessThanOrEqual(5);
    expect((await post(user.email, user.password, forging(anAddress()))).status).not.toBe(200);
    expect(
      (await recordedOf(user.email)).filter(({ outcome }: { outcome: string }) => outcome === 'success'),
    ).toEqual([]);
  });
});
