import { vocabularyAt } from '../support/vocabulary';
import {
  anAddress,
  anEmail,
  gatehouseAt,
  OFFICE,
  startStrapi,
  type Answer,
  type Person,
  type Server,
} from './vocabulary';

let server: Server;
let at: ReturnType<typeof gatehouseAt>;
beforeAll(async () => {
  // The floor an operator gets who configures nothing.
  // Koa's proxy is on so that Strapi's own limit on forgotten passwords takes each request for another client's.
  server = await startStrapi({ env: { SERVER_PROXY: 'true', OWN_HASHES: 'true' } });
  at = gatehouseAt(vocabularyAt(() => server.url));
  await at.superAdmin();
  await at.setPolicy({ lockout: { maxFailedTries: 100 } });
});
afterAll(() => server.stop());

const ROUNDS = 30;
/** Times nearer than this tell nobody anything: a comparison takes some seventy. */
const INDISTINGUISHABLE_MS = 15;

/** A machine with much else to do may disturb one after another; what a difference of ours makes stays in all. */
const MEASUREMENTS = 6;

/** What the server itself takes: all else that a machine does only ever adds to it. The very quickest may be chance. */
const timeItTakes = (times: readonly number[]) =>
  [...times].sort((one, other) => one - other)[Math.floor(times.length / 10)] as number;

type Kinds = Record<string, () => Promise<Answer>>;
type How = { rounds?: number; atOnce?: boolean; prepare?: () => Promise<unknown> };

/** How far the kinds lie apart in milliseconds, asked in an order that chance makes so that no kind follows another. */
const measure = async (asks: Kinds, { rounds = ROUNDS, atOnce = false, prepare }: How) => {
  await prepare?.();
  const kinds = Object.values(asks).map((run) => ({ run, times: [] as number[] }));
  const statuses = new Set<number>();
  const ask = async ({ run, times }: (typeof kinds)[0]) => {
    const { status, ms } = await run();
    statuses.add(status);
    times.push(ms);
  };
  for (let round = 0; round < rounds; round += 1) {
    const shuffled = kinds.toSorted(() => Math.random() - 0.5);
    if (atOnce) {
      await Promise.all(shuffled.map(ask));
    } else {
      for (const one of shuffled) {
        await ask(one);
      }
    }
  }
  // What a limit turned away would be quick for all alike.
  expect(statuses.size).toBe(1);
  const taken = kinds.map(({ times }) => timeItTakes(times));
  return Math.round(Math.max(...taken) - Math.min(...taken));
};

/** The same, measured again where they seem to differ: a difference that is really there stays. */
const spreadOf = async (asks: Kinds, how: How = {}) => {
  let smallest = Infinity;
  for (let turn = 0; turn < MEASUREMENTS && smallest >= INDISTINGUISHABLE_MS; turn += 1) {
    smallest = Math.min(smallest, await measure(asks, how));
  }
  return smallest;
};

/** The clock's own; of two answers a second apart they differ, whoever was asked about. */
const TIMES = new Set(['date', 'x-ratelimit-reset']);

/** What an answer tells, but for what differs between any two. */
const told = ({ status, body, headers }: Answer) => ({
  status,
  body,
  headers: [...headers].filter(([name]) => !TIMES.has(name)).sort(),
});

const signIn = (email: string, password: string) =>
  at.http.post('/admin/login', { body: { email, password }, from: anAddress() });

describe('at the sign-in', () => {
  let people: Kinds;
  beforeAll(async () => {
    const [user, disabled, locked, limited] = (await Promise.all([
      at.aUser(),
      at.aUser({ state: 'disabled' }),
      at.aUser({ state: 'locked-by-admin' }),
      at.aUser(),
    ])) as [Person, Person, Person, Person];
    await at.addRule({ scope: 'user', user: limited.id, range: OFFICE });
    people = {
      nobody: () => signIn(anEmail('nobody'), 'Wrong-Horse-7'),
      user: () => signIn(user.email, 'Wrong-Horse-7'),
      'a disabled user': () => signIn(disabled.email, disabled.password),
      'a locked user': () => signIn(locked.email, locked.password),
      'a user from elsewhere': () => signIn(limited.email, limited.password),
    };
  });

  it('the answer tells nobody from a user, and no user from another', async () => {
    const answers = await Promise.all(Object.values(people).map((ask) => ask()));

    for (const answer of answers) {
      expect(told(answer)).toEqual(told(answers[0] as Answer));
    }
  });

  it('nor does its time', async () => {
    expect(await spreadOf(people, { atOnce: true })).toBeLessThan(INDISTINGUISHABLE_MS);
  }, 150_000);

  it('nor does its time while others sign in, so that one comparison more passes the floor', async () => {
    const { nobody, user } = people as Record<'nobody' | 'user', Kinds[string]>;

    // Each time by what a comparison takes just then.
    const prepare = () => queueUpTo('just before the floor');
    const spread = await spreadOf({ nobody, user }, { rounds: 8, prepare });

    expect(spread).toBeLessThan(INDISTINGUISHABLE_MS);
  }, 150_000);
});

describe('at the forgotten password', () => {
  const forget = (email: string) =>
    at.http.post('/admin/forgot-password', { body: { email }, from: anAddress() });
  let people: Kinds;
  beforeAll(async () => {
    const [user, suspended] = [await at.aUser(), await at.aUser({ state: 'suspended' })];
    people = {
      nobody: () => forget(anEmail('nobody')),
      'a user': () => forget(user.email),
      'a suspended user': () => forget(suspended.email),
    };
  });

  it('the answer tells nobody from a user', async () => {
    const answers = await Promise.all(Object.values(people).map((ask) => ask()));

    for (const answer of answers) {
      expect(told(answer)).toEqual({ ...told(answers[0] as Answer), status: 204 });
    }
  });

  it('nor does its time', async () => {
    expect(await spreadOf(people, { atOnce: true })).toBeLessThan(INDISTINGUISHABLE_MS);
  });
});

it('a reset with a token that nobody has answers as one of a user who is shut out', async () => {
  const user = await at.aUser({ state: 'disabled' });
  const token = await at.aResetTokenOf(user);

  const [known, unknown] = await Promise.all(
    [token, 'n'.repeat(43)].map((resetPasswordToken) =>
      at.http.post('/admin/reset-password', { body: { resetPasswordToken, password: 'Another-Horse-8' } }),
    ),
  );

  expect(told(known as Answer)).toEqual(told(unknown as Answer));
});

it('who lacks the permission is told the same of a user who is there and of one who is not', async () => {
  const role = await at.aRole();
  const user = await at.aUserAtWork({ roles: [role.id] });
  const other = await at.aUser();

  const [there, nowhere] = await Promise.all(
    [other.id, 999_999].map((id) =>
      at.http.get(`/gatehouse/users/${id}`, { token: user.token, from: user.from }),
    ),
  );

  expect(told(there as Answer)).toEqual({ ...told(nowhere as Answer), status: 403 });
});

/**
 * As if so many signed in at once that a sign-in reaches its turn half a comparison before the floor: what an attacker
 * with users of their own brings about.
 */
const queueUpTo = (_: 'just before the floor') =>
  server.call(`(async () => {
    const passwords = strapi.plugin('gatehouse').service('passwords');
    const { compare, waitAsForComparison } = (passwords.own ??= { ...passwords });
    const hash = await passwords.hash('Correct-Horse-7');
    const times = [];
    for (let turn = 0; turn < 7; turn += 1) {
      const started = performance.now();
      await compare('Wrong-Horse-7', hash);
      times.push(performance.now() - started);
    }
    const comparison = times.sort((one, other) => one - other)[3];
    const floor = strapi.config.get('plugin::gatehouse').signIn.refusalFloorMs;
    const others = () => new Promise((resolve) => setTimeout(resolve, floor - comparison / 2));
    passwords.compare = async (...args) => { await others(); return compare(...args); };
    passwords.waitAsForComparison = async (typed) => { await others(); return waitAsForComparison(typed); };
    return comparison;
  })()`);
