import { addIpRules } from '../lib/ip-rules.mjs';
import { aPerson, PASSWORD, signIn } from '../lib/people.mjs';
import { queriesOf } from '../lib/queries.mjs';
import { alternate } from '../lib/rounds.mjs';
import { median } from '../lib/statistics.mjs';

const USERS = 600;
const RULES = { everyone: 7, role: 7, user: 6 };
const MOST = 1.1;
const MOST_QUERIES = 2;

const bystander = { ...aPerson(1), password: PASSWORD };
const path = '/admin/users/me';

/** What the guard costs a request of an open session, in time and in database queries. */
export const request = async ({ fixtures, report, quick }) => {
  const timing = { samples: quick ? 400 : 3000, block: quick ? 50 : 100, warmUp: quick ? 100 : 300 };

  await fixtures.withBoth({ users: USERS }, async ({ stock, gatehouse }) => {
    const taker = async (server) => {
      const { token } = await signIn(server, bystander);
      return async () => (await server.get(path, { token })).ms;
    };
    const takers = { stock: await taker(stock), gatehouse: await taker(gatehouse) };
    const time = async (measure) => {
      const taken = await alternate(timing, takers);
      const [ours, theirs] = [median(taken.gatehouse), median(taken.stock)];
      report.add({
        measure,
        stock: theirs,
        gatehouse: ours,
        limit: `≤ ${MOST.toFixed(2)} × stock`,
        met: ours <= MOST * theirs,
      });
    };

    await time('panel request, no IP rules');
    await addIpRules(gatehouse, { ...RULES, email: bystander.email });
    await time('panel request, 20 IP rules');
  });

  await fixtures.withBoth({ users: USERS, hooks: true }, async ({ stock, gatehouse }) => {
    const count = async (server) => {
      const { token } = await signIn(server, bystander);
      return (await queriesOf(server, () => server.get(path, { token }))).count;
    };
    const compare = async (measure) => {
      const [ours, theirs] = [await count(gatehouse), await count(stock)];
      report.add({
        measure,
        unit: 'queries',
        stock: theirs,
        gatehouse: ours,
        limit: `≤ stock + ${MOST_QUERIES}`,
        met: ours <= theirs + MOST_QUERIES,
      });
    };

    await compare('panel request, no IP rules, queries');
    await addIpRules(gatehouse, { ...RULES, email: bystander.email });
    await compare('panel request, 20 IP rules, queries');
  });
};
