import { DAYS as DAYS_FILLED, insertAttempts } from '../lib/attempts.mjs';
import { aStranger, failToSignIn, firstAdmin, signIn } from '../lib/people.mjs';
import { alternate } from '../lib/rounds.mjs';

const USERS = 600;
const PAGE_SIZE = 20;
const page = (query = '') => `/gatehouse/login-attempts?page=1&pageSize=${PAGE_SIZE}${query}`;
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString();
/** Fourteen days near the beginning of the history, as `insertAttempts` fills it. */
const DAYS = `filters[createdAt][$gte]=${daysAgo(DAYS_FILLED)}&filters[createdAt][$lt]=${daysAgo(DAYS_FILLED - 14)}`;
const VIEWS = [
  { name: 'newest page, of everyone', path: page() },
  { name: 'newest page, of one user', path: page('&filters[user][$eq]=7') },
  { name: 'newest page, failures', path: page('&filters[outcome][$eq]=failure') },
  { name: 'newest page, a rare reason', path: page('&filters[reason][$eq]=suspended') },
  { name: 'newest page, of one address', path: page('&filters[ip][$eq]=192.0.2.7') },
  { name: 'newest page, of a network that all come from', path: page('&filters[ip][$eq]=192.0.2.0/24') },
  { name: 'newest page, 14 days, a rare reason', path: page(`&${DAYS}&filters[reason][$eq]=suspended`) },
  { name: 'summary, 14 days', path: `/gatehouse/login-attempts/summary?${DAYS}` },
  {
    name: 'summary, 14 days, of one address',
    path: `/gatehouse/login-attempts/summary?${DAYS}&filters[ip][$eq]=192.0.2.7`,
  },
];

/** What a long history costs: to look at, and to add to. Refusals wait for no floor here, which would hide it. */
export const history = async ({ fixtures, databases, startServer, report, quick, attempts }) => {
  const wanted = quick ? Math.min(attempts, 100_000) : attempts;
  const timing = { samples: quick ? 20 : 100, block: 10, warmUp: 5 };
  const config = { signIn: { refusalFloorMs: 0 } };
  const { database: from } = await fixtures.withUsers(USERS);

  const short = await databases.create(from);
  const start = (database, gatehouse = true) =>
    startServer({ database, gatehouse, config: gatehouse ? config : {} });
  await (await start(short)).stop();
  const long = await databases.create(short);
  await insertAttempts(long, wanted);

  const stock = await start(await databases.create(from), false);
  const [empty, full] = [await start(short), await start(long)];
  const named = `history of ${wanted.toLocaleString('en')}`;

  // Before anybody signs in: from then on a refusal without a comparison waits as long as one has taken.
  const refuse = (server) => (n) => failToSignIn(server, aStranger(n));
  const taken = await alternate(timing, { stock: refuse(stock), empty: refuse(empty), full: refuse(full) });
  report.add({
    measure: 'refusal recorded, no history, no floor',
    stock: taken.stock,
    gatehouse: taken.empty,
  });
  report.add({
    measure: `refusal recorded, ${named}, no floor`,
    stock: taken.stock,
    gatehouse: taken.full,
  });

  const { token } = await signIn(full, firstAdmin);
  for (const { name, path } of VIEWS) {
    const { gatehouse } = await alternate(timing, {
      gatehouse: async () => {
        const answer = await full.get(path, { token });
        if (answer.json().data.length === 0) {
          throw new Error(`${named}, ${name}: the page is empty`);
        }
        return answer.ms;
      },
    });
    report.add({ measure: `${named}, ${name}`, gatehouse });
  }

  for (const server of [stock, empty, full]) {
    await server.stop();
    await server.database.drop();
  }
};
