import { insertAttempts } from '../lib/attempts.mjs';
import { endMeasure } from '../lib/cleanup.mjs';
import { databasesOf } from '../lib/database.mjs';
import { createFixtures } from '../lib/fixtures.mjs';
import { addIpRules } from '../lib/ip-rules.mjs';
import { aPerson, firstAdmin, PASSWORD, signIn } from '../lib/people.mjs';
import { alternate } from '../lib/rounds.mjs';

const KINDS = ['sqlite', 'postgres'];
const FEW = 600;
const person = { ...aPerson(1), password: PASSWORD };

/** What the same asks cost the more there is, on SQLite and on PostgreSQL: a figure for each ask, over the sizes. */
export const growth = async ({ report, quick, startServer }) => {
  const timing = { samples: quick ? 20 : 100, block: 10, warmUp: quick ? 5 : 20 };
  for (const kind of KINDS) {
    const databases = databasesOf(kind);
    const tools = { fixtures: createFixtures(databases), databases, startServer, timing };
    for (const { over, sizes, measure } of growing) {
      for (const size of sizes.slice(0, quick ? 2 : undefined)) {
        const asks = await measure(size, tools);
        await endMeasure();
        for (const [what, taken] of Object.entries(asks)) {
          report.add({
            measure: `${what}, ${size.toLocaleString('en')} ${over}, ${databases.name}`,
            ...taken,
            growth: { what, over, size, database: databases.name },
          });
        }
      }
    }
  }
};

/** A taker of the time of one request, as somebody with an open session. */
const askerOf = async (server, who = person) => {
  const { token } = await signIn(server, who);
  return (path, as = token) =>
    async () =>
      (await server.get(path, { token: as })).ms;
};

const users = (users, { fixtures, timing }) =>
  fixtures.withBoth({ users }, async ({ stock, gatehouse }) => {
    const [theirs, ours] = [await askerOf(stock), await askerOf(gatehouse)];
    const admins = await askerOf(gatehouse, firstAdmin);
    const list = (query) => admins(`/gatehouse/users?sort=lastname:asc&page=1&pageSize=20${query}`);
    const coming = (server) => async () => (await signIn(server, person)).ms;
    return {
      'Panel request': await alternate(timing, {
        stock: theirs('/admin/users/me'),
        gatehouse: ours('/admin/users/me'),
      }),
      'API-token request': await alternate(timing, {
        stock: theirs('/api/articles', stock.apiToken),
        gatehouse: ours('/api/articles', gatehouse.apiToken),
      }),
      'Sign-in': await alternate(
        { samples: timing.samples / 5, block: 5, warmUp: 2 },
        { stock: coming(stock), gatehouse: coming(gatehouse) },
      ),
      'First page of the users': await alternate(timing, { gatehouse: list('') }),
      'Search in the users': await alternate(timing, { gatehouse: list('&_q=ville') }),
    };
  });

/** For one person there can be 800: 500 for everyone, 200 for a role, 100 for the user. */
const rules = async (count, { fixtures, timing }) => {
  const server = await fixtures.start({ users: FEW, gatehouse: true });
  const ours = await askerOf(server);
  await addIpRules(server, {
    email: person.email,
    everyone: Math.ceil(count * 0.625),
    role: Math.floor(count * 0.25),
    user: Math.floor(count * 0.125),
  });
  return { 'Panel request under rules': await alternate(timing, { gatehouse: ours('/admin/users/me') }) };
};

const attempts = async (attempts, { fixtures, databases, startServer, timing }) => {
  const database = await databases.create((await fixtures.withUsers(FEW)).database);
  // Makes the tables.
  await (await startServer({ database, gatehouse: true })).stop();
  await insertAttempts(database, attempts);
  const admins = await askerOf(await startServer({ database, gatehouse: true }), firstAdmin);
  const page = (query) => admins(`/gatehouse/login-attempts?page=1&pageSize=20${query}`);
  return {
    'Newest page of the history': await alternate(timing, { gatehouse: page('') }),
    "One user's history": await alternate(timing, { gatehouse: page('&filters[user][$eq]=7') }),
    "One address's history": await alternate(timing, { gatehouse: page('&filters[ip][$eq]=192.0.2.7') }),
  };
};

const growing = [
  { over: 'users', sizes: [1_000, 10_000, 100_000], measure: users },
  { over: 'IP rules', sizes: [10, 100, 800], measure: rules },
  { over: 'attempts', sizes: [10_000, 1_000_000, 10_000_000], measure: attempts },
];
