import { firstAdmin, signIn } from '../lib/people.mjs';
import { queriesOf } from '../lib/queries.mjs';
import { alternate } from '../lib/rounds.mjs';
import { median } from '../lib/statistics.mjs';

const USERS = 600;
const FIND = 'api::article.article.find';
const MOST = 1.1;

/** Of Strapi's own: a custom token, whose actions stand beside it. */
const stockToken = async (server, token) => {
  const body = { name: 'custom', description: '', type: 'custom', lifespan: null, permissions: [FIND] };
  return (await server.post('/admin/api-tokens', { token, body, expect: 201 })).json().data.accessKey;
};

/** Of an API-only user's, whose roles are asked with each request. */
const keyOf = async (server, token) => {
  const made = async (path, body) => (await server.post(path, { token, body, expect: 201 })).json().data;
  const role = await made('/admin/roles', { name: 'Integration', description: '' });
  await server.put(`/gatehouse/roles/${role.id}`, { token, body: { apiActions: [FIND] } });
  const user = await made('/gatehouse/users', {
    email: 'integration@example.test',
    type: 'api-only',
    roles: [role.id],
  });
  return (await made(`/gatehouse/users/${user.id}/api-keys`, { description: 'bench' })).key;
};

const askersAt = async ({ stock, gatehouse }) => {
  const asker = async (server, make) => {
    const { token } = await signIn(server, firstAdmin);
    const key = await make(server, token);
    return () => server.get('/api/articles?pagination[pageSize]=1', { token: key });
  };
  return {
    stock: await asker(stock, stockToken),
    gatehouse: await asker(gatehouse, keyOf),
    // A token that is nobody's, as Gatehouse leaves it.
    nobodys: await asker(gatehouse, stockToken),
  };
};

/** A request with a key, beside one with a custom token of stock Strapi's. */
export const apiKey = async ({ fixtures, report, quick }) => {
  const timing = { samples: quick ? 400 : 3000, block: quick ? 50 : 100, warmUp: quick ? 100 : 300 };

  await fixtures.withBoth({ users: USERS }, async (servers) => {
    const askers = await askersAt(servers);
    const taken = await alternate(
      timing,
      Object.fromEntries(Object.entries(askers).map(([name, ask]) => [name, async () => (await ask()).ms])),
    );
    const stock = median(taken.stock);
    for (const [measure, times] of [
      ['request with an API key', taken.gatehouse],
      ["request with a token that is nobody's", taken.nobodys],
    ])
      report.add({
        measure,
        stock: taken.stock,
        gatehouse: times,
        limit: `≤ ${MOST.toFixed(2)} × stock`,
        met: median(times) <= MOST * stock,
      });
  });

  await fixtures.withBoth({ users: USERS, hooks: true }, async (servers) => {
    const { stock, gatehouse, nobodys } = await askersAt(servers);
    const { count } = await queriesOf(servers.stock, stock);
    for (const [measure, ask] of [
      ['request with an API key, queries', gatehouse],
      ["request with a token that is nobody's, queries", nobodys],
    ])
      report.add({
        measure,
        unit: 'queries',
        stock: count,
        gatehouse: (await queriesOf(servers.gatehouse, ask)).count,
      });
  });
};
