import { vocabularyAt } from '../../support/vocabulary';
import { anAddress, anEmail, aPassword, gatehouseAt, startStrapi, type Server } from '../vocabulary';

/** Longer than a sign-in takes on a busy machine. */
const FLOOR = 3_000;

let server: Server;
beforeAll(async () => {
  server = await startStrapi({
    env: { OWN_HASHES: 'true' },
    config: { signIn: { maxInProgress: 2, refusalFloorMs: FLOOR } },
  });
});
afterAll(() => server.stop());

/** Comparisons wait until they are let go on. */
const holdComparisons = () =>
  server.call(`(() => {
    const passwords = strapi.plugin('gatehouse').service('passwords');
    const { compare } = passwords;
    const gate = new Promise((open) => { passwords.open = open; });
    passwords.waiting = 0;
    passwords.compare = async (...args) => { passwords.waiting += 1; await gate; return compare(...args); };
  })()`);
const waiting = () => server.call<number>(`strapi.plugin('gatehouse').service('passwords').waiting`);
const letThemGoOn = () => server.call(`strapi.plugin('gatehouse').service('passwords').open()`);

it('turns everybody away alike past so many sign-ins at a time, and lets in those before them', async () => {
  const { aUser, gatehouse, http, superAdmin } = gatehouseAt(vocabularyAt(() => server.url));
  const token = await superAdmin();
  const [first, second, third] = [await aUser(), await aUser(), await aUser()];
  const signIn = ({ email, password }: { email: string; password: string }) =>
    http.post('/admin/login', { body: { email, password }, from: anAddress() });

  await holdComparisons();
  const atTheGate = [signIn(first), signIn(second)];
  while ((await waiting()) < atTheGate.length);
  const turnedAway = await Promise.all([
    signIn(third),
    signIn({ email: anEmail('nobody'), password: aPassword }),
    signIn({ email: 'x'.repeat(10_000), password: aPassword }),
  ]);
  const page = await http.get('/gatehouse/users', { token });
  await letThemGoOn();

  for (const answer of turnedAway) {
    expect(answer).toFailWith({ status: 503, code: 'TOO_BUSY' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.body).toEqual(turnedAway[0].body);
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
  expect(page.status).toBe(200);
  expect((await Promise.all(atTheGate)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await signIn(third)).status).toBe(200);
  const { body } = await gatehouse.get('/login-attempts?filters[reason][$eq]=rate-limited');
  expect(body.data.length).toBeGreaterThan(0);
});

it('makes who is refused wait, and nobody who is let in', async () => {
  const { aUser, signIn, wrongly } = gatehouseAt(vocabularyAt(() => server.url));
  const user = await aUser();

  const [right, wrong] = await Promise.all([signIn(user), signIn(wrongly(user))]);

  expect(right.status).toBe(200);
  expect(right.ms).toBeLessThan(FLOOR);
  expect(wrong.status).toBe(400);
  expect(wrong.ms).toBeGreaterThanOrEqual(FLOOR - 5);
});
