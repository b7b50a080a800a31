import { clientOf } from '../lib/http.mjs';
import { aPerson, failToSignIn, PASSWORD, signIn } from '../lib/people.mjs';
import { queriesOf } from '../lib/queries.mjs';
import { alternate } from '../lib/rounds.mjs';
import { median } from '../lib/statistics.mjs';

const USERS = 600;
const MOST = 0.9;
const LEAST_RATE = 2.2;
const CONCURRENCY = 16;

const person = (n) => ({ ...aPerson(n), password: PASSWORD });

/** What a right password costs, alone and among many. */
export const signIns = async ({ fixtures, report, quick }) => {
  await fixtures.withBoth({ users: USERS }, async (servers) => {
    await alone(servers, { report, quick });
    await among(servers, { report, quick });
  });
  await fixtures.withBoth({ users: USERS, hooks: true }, (servers) => countQueries(servers, report));
};

const alone = async (servers, { report, quick }) => {
  const timing = { samples: quick ? 30 : 150, block: quick ? 10 : 15, warmUp: 5 };

  const compare = async (measure, taker) => {
    const taken = await alternate(timing, {
      stock: taker(servers.stock),
      gatehouse: taker(servers.gatehouse),
    });
    const [ours, theirs] = [median(taken.gatehouse), median(taken.stock)];
    report.add({
      measure,
      stock: taken.stock,
      gatehouse: taken.gatehouse,
      limit: `≤ ${MOST} × stock`,
      met: ours <= MOST * theirs,
    });
  };

  await compare('sign-in alone, from a browser that was here before', (server) => {
    let cookie;
    return async () => {
      const answer = await signIn(server, person(1), { cookie });
      ({ cookie } = answer);
      return answer.ms;
    };
  });
  await compare(
    'sign-in alone, from a new browser',
    (server) => async () => (await signIn(server, person(2))).ms,
  );
};

const among = async ({ stock, gatehouse }, { report, quick }) => {
  const seconds = quick ? 3 : 6;
  const rates = { stock: [], gatehouse: [] };
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    rates.stock.push(await rateOf(stock, seconds));
    rates.gatehouse.push(await rateOf(gatehouse, seconds));
  }
  const [ours, theirs] = [median(rates.gatehouse), median(rates.stock)];
  report.add({
    measure: `sign-ins, ${CONCURRENCY} at a time`,
    unit: '/s',
    stock: rates.stock,
    gatehouse: rates.gatehouse,
    limit: `≥ ${LEAST_RATE} × stock`,
    met: ours >= LEAST_RATE * theirs,
  });
};

/** Sign-ins a second while so many people sign in, each as soon as the last has answered. */
const rateOf = async (server, seconds) => {
  // Until every worker has one under way, and the first have come back.
  const settleMs = 1_000;
  const from = performance.now() + settleMs;
  const until = from + seconds * 1_000;
  let done = 0;
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async (_, worker) => {
      const client = clientOf(server.url);
      let cookie;
      while (performance.now() < until) {
        ({ cookie } = await signIn(client, person(100 + worker), { cookie }));
        const now = performance.now();
        done += now >= from && now < until ? 1 : 0;
      }
      client.close();
    }),
  );
  return done / seconds;
};

const countQueries = async ({ stock, gatehouse }, report) => {
  const compare = async (measure, work) => {
    const [ours, theirs] = [await queriesOf(gatehouse, work(gatehouse)), await queriesOf(stock, work(stock))];
    report.add({ measure, unit: 'queries', stock: theirs.count, gatehouse: ours.count });
  };

  await compare('sign-in, browser that was here before, queries', (server) => {
    let cookie;
    return async () => {
      ({ cookie } = await signIn(server, person(1), { cookie }));
    };
  });
  await compare('sign-in, new browser, queries', (server) => () => signIn(server, person(2)));
  await compare(
    'sign-in, wrong password, queries',
    (server) => (n) => failToSignIn(server, person(10 + n).email),
  );
};
