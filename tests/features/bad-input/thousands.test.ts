import fc from 'fast-check';

import type { Contract } from '../../../shared/contracts';
import { contracts } from '../contracts';
import { firstAdmin, shared } from '../vocabulary';
import { addressOf, cleanUp, paramsOf, prepare, requestsOf } from './requests';

const { aUser, call, sql } = shared;

beforeAll(prepare);
afterAll(cleanUp);

/**
 * Requests of each route straight at what answers them: the way there by HTTP takes most of a request's time. So many in
 * the run of everything.
 */
const STRAIGHT = process.env.GATEHOUSE_TEST_RUN === 'everything' ? 2_000 : 100;
const SENT_TOGETHER = 50;

it.each(contracts)('%s never breaks', async (_, contract) => {
  const asker = contract.path.startsWith('/me') ? await aUser() : firstAdmin;
  const requests = fc.sample(requestsOf(contract), STRAIGHT).map((sent) => ({
    url: addressOf(contract, sent),
    // As the router has it.
    params: Object.fromEntries(
      Object.entries(paramsOf(contract, sent)).map(([param, value]) => [param, decodeURIComponent(value)]),
    ),
    body: sent.body,
  }));

  for (let from = 0; from < requests.length; from += SENT_TOGETHER) {
    const sent = requests.slice(from, from + SENT_TOGETHER);
    expect(await call(answering(contract, sent, asker))).toEqual([]);
  }
  await sql('DELETE FROM ??', ['gatehouse_ip_rules']);
});

/** In the server: has somebody's requests answered by the route's own handler, and gives the ones that broke. */
const answering = (
  { method, path }: Contract,
  requests: object[],
  { email }: { email: string },
) => `(async () => {
  const { IncomingMessage, ServerResponse } = process.getBuiltinModule('node:http');
  const { Socket } = process.getBuiltinModule('node:net');
  const route = strapi.plugin('gatehouse').routes.panel.routes
    .find(({ method, path }) => method === ${JSON.stringify(method)} && path === ${JSON.stringify(path)});
  const user = await strapi.db.query('admin::user').findOne({ where: { email: ${JSON.stringify(email)} }, populate: ['roles'] });
  const userAbility = await strapi.service('admin::permission').engine.generateUserAbility(user);
  const broken = [];
  // Together, as some refusals wait for their floor.
  await Promise.all(${JSON.stringify(requests)}.map(async (sent) => {
    const request = Object.assign(new IncomingMessage(new Socket()), { url: sent.url, method: route.method });
    const ctx = strapi.server.app.createContext(request, new ServerResponse(request));
    ctx.params = sent.params;
    ctx.request.body = sent.body;
    Object.assign(ctx.state, { user, userAbility });
    try {
      await strapi.requestContext.run(ctx, () => route.handler(ctx));
      if (ctx.status >= 500) broken.push([sent, ctx.status, ctx.body]);
      ctx.body?.destroy?.();
    } catch (error) {
      broken.push([sent, error.stack]);
    }
  }));
  return broken.slice(0, 3);
})()`;
