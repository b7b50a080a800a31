import { anAddress, anEmail, TRIES } from '../features/vocabulary';
import { comparisonsOn, givenUp, thePair, until, type Member } from './servers';

let one: Member;
let other: Member;
beforeAll(async () => {
  ({ one, other } = await thePair());
  // Signed in now, so that their comparisons are none of those that are counted.
  await Promise.all([one.superAdmin(), other.superAdmin()]);
});
afterEach(() => one.putBack());

const MANY = 200;

/** To each of the servers in turn, from as many addresses. */
const guessAtOnce = (email: string, passwords: readonly string[]) =>
  Promise.all(
    passwords.map((password, turn) =>
      (turn % 2 === 0 ? one : other).http.post('/admin/login', {
        body: { email, password },
        from: anAddress(),
      }),
    ),
  );
const wrong = (times: number) => Array.from({ length: times }, (_, turn) => `Wrong-${turn}-Horse`);
const comparisons = () => comparisonsOn([one, other]);

const countLocks = async (id: number) =>
  Number(
    (await one.sql('SELECT ?? FROM ?? WHERE ?? = ?', ['auto_locks', 'gatehouse_users', 'id', id]))[0]
      ?.auto_locks,
  );

it('compares no more passwords than there are tries, however many guesses come at once over two servers, and locks once', async () => {
  const user = await one.aUser({ isAtFullCost: true });
  const before = await comparisons();

  const answers = await guessAtOnce(user.email, wrong(MANY));

  expect((await comparisons()) - before).toBe(TRIES);
  expect(answers.map(({ status }) => status)).toEqual(Array(MANY).fill(400));
  expect(await one.read(user)).toMatchObject({ status: 'auto-locked', failedTries: TRIES });
  expect(await countLocks(user.id)).toBe(1);
  const attempts = await other.attemptsOf(user);
  expect(attempts).toHaveLength(MANY);
  expect(attempts.filter(({ outcome }) => outcome !== 'failure')).toEqual([]);
  expect(attempts.filter(({ reason }) => reason === 'wrong-password')).toHaveLength(TRIES);
  for (const server of [one, other]) {
    expect((await server.signIn(user)).attempt.reason).toBe('auto-locked');
  }
});

it('never lets the right password in that comes when the tries are taken, not even before they have turned out wrong', async () => {
  const user = await one.aUser({ isAtFullCost: true });
  const before = await comparisons();
  const taken = async () => (await comparisons()) - before;
  await Promise.all([one, other].map(holdComparisons));

  const early = guessAtOnce(user.email, wrong(MANY - 20));
  await until(async () => (await taken()) === TRIES);
  const late = await guessAtOnce(user.email, Array(20).fill(user.password));
  await Promise.all([one, other].map(letGoOn));
  await early;

  expect(late.map(({ status, body }) => [status, body.data])).toEqual(Array(20).fill([400, null]));
  expect(late.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  expect(await taken()).toBe(TRIES);
  const attempts = await one.attemptsOf(user);
  expect(attempts).toHaveLength(MANY);
  expect(attempts.filter(({ outcome }) => outcome === 'success')).toEqual([]);
  expect(await other.read(user)).toMatchObject({ status: 'auto-locked', failedTries: TRIES });
});

it('counts the failures from one address over both servers, and lets in from elsewhere', async () => {
  const LIMIT = 8;
  const user = await one.aUser();
  await one.setPolicy({ throttle: { maxFailuresPerAddress: LIMIT } });
  const from = anAddress();
  const sprayed = Array.from({ length: 40 }, () => anEmail('nobody'));

  await Promise.all(
    sprayed.map((email, turn) =>
      (turn % 2 === 0 ? one : other).http.post('/admin/login', {
        body: { email, password: 'Wrong-Horse-7' },
        from,
      }),
    ),
  );

  const { body } = await one.gatehouse.get('/login-attempts?pageSize=200');
  const reasons = body.data
    .filter(({ ip }: { ip: string }) => ip === from)
    .map(({ reason }: { reason: string }) => reason);
  expect(reasons.filter((reason: string) => reason === 'unknown-user')).toHaveLength(LIMIT);
  expect(reasons.filter((reason: string) => reason === 'rate-limited')).toHaveLength(sprayed.length - LIMIT);
  for (const server of [one, other]) {
    expect((await server.signIn({ ...user, from })).attempt.reason).toBe('rate-limited');
    expect(await server.signIn(user)).toBeLetIn();
  }
});

it('made neither server give up on the database', async () => {
  expect(await givenUp(one, other)).toEqual([]);
});

/** Comparisons are counted when they are asked for, and wait until they are let go on. */
const holdComparisons = ({ call }: Member) =>
  call(`(() => {
    const passwords = strapi.plugin('gatehouse').service('passwords');
    const { compare } = passwords;
    const gate = new Promise((open) => {
      passwords.open = () => { passwords.compare = compare; open(); };
    });
    passwords.compare = (...args) => compare(...args).finally(() => gate);
  })()`);
const letGoOn = ({ call }: Member) => call(`strapi.plugin('gatehouse').service('passwords').open()`);
