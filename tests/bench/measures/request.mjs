import { addIpRules } from '../lib/ip-rules.mjs';
import { aPerson, firstAdmin, PASSWORD, signIn } from '../lib/people.mjs';
import { queriesOf } from '../lib/queries.mjs';
import { alternate } from '../lib/rounds.mjs';
import { median } from '../lib/statistics.mjs';

const USERS = 600;
const RULES = { everyone: 7, role: 7, user: 6 };
const MOST_QUERIES = 2;

const bystander = { ...aPerson(1), password: PASSWORD };

const sessionOf = async (server) => {
  const { token } = await signIn(server, bystander);
  return () => server.get('/admin/users/me', { token });
};

/** A token that is the first admin's, and stands and falls with them. */
const tokenOf = async (server) => {
  const { token } = await signIn(server, firstAdmin);
  const made = await server.post('/admin/admin-tokens', {
    token,
    expect: 201,
    body: {
      name: 'a token of the first admin',
      lifespan: null,
      adminPermissions: [{ action: 'admin::users.read', subject: null, properties: {}, conditions: [] }],
    },
  });
  const { accessKey } = made.json().data;
  return () => server.get('/admin/users/1', { token: accessKey });
};

const requests = [
  { name: 'panel request', email: bystander.email, askerAt: sessionOf, most: 1, mostWithRules: 1 },
  { name: 'API-token request', email: firstAdmin.email, askerAt: tokenOf, most: 1.02, mostWithRules: 1.05 },
];

/** What the guard costs a request of an open session and one of a user's token, in time and in database queries. */
export const request = async ({ fixtures, report, quick }) => {
  const timing = { samples: quick ? 400 : 3000, block: quick ? 50 : 100, warmUp: quick ? 100 : 300 };

  for (const { name, email, askerAt, most, mostWithRules } of requests) {
    await fixtures.withBoth({ users: USERS }, async ({ stock, gatehouse }) => {
      const taker = async (server) => {
        const ask = await askerAt(server);
        return async () => (await ask()).ms;
      };
      const takers = { stock: await taker(stock), gatehouse: await taker(gatehouse) };
      const time = async (measure, limit) => {
        const taken = await alternate(timing, takers);
        const [ours, theirs] = [median(taken.gatehouse), median(taken.stock)];
        report.add({
          measure,
          stock: taken.stock,
          gatehouse: taken.gatehouse,
          limit: `≤ ${limit.toFixed(2)} × stock`,
          met: ours <= limit * theirs,
        });
      };

      await time(`${name}, no IP rules`, most);
      await addIpRules(gatehouse, { ...RULES, email });
      await time(`${name}, 20 IP rules`, mostWithRules);
    });

    await fixtures.withBoth({ users: USERS, hooks: true }, async ({ stock, gatehouse }) => {
      const asks = { stock: await askerAt(stock), gatehouse: await askerAt(gatehouse) };
      const compare = async (measure) => {
        const [ours, theirs] = [
          (await queriesOf(gatehouse, asks.gatehouse)).count,
          (await queriesOf(stock, asks.stock)).count,
        ];
        report.add({
          measure,
          unit: 'queries',
          stock: theirs,
          gatehouse: ours,
          limit: `≤ stock + ${MOST_QUERIES}`,
          met: ours <= theirs + MOST_QUERIES,
        });
      };

      await compare(`${name}, no IP rules, queries`);
      await addIpRules(gatehouse, { ...RULES, email });
      await compare(`${name}, 20 IP rules, queries`);
    });
  }
};
