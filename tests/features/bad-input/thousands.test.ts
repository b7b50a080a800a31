import fc from 'fast-check';

import { contracts } from '../contracts';
import { firstAdmin, shared } from '../vocabulary';
import { addressOf, paramsOf, prepare, requestsOf } from './requests';

const { aUser, hook, sql } = shared;

beforeAll(prepare);

/**
 * Requests of each route straight at what answers them: the way there by HTTP takes most of a request's time. So many in
 * the run of everything.
 */
const STRAIGHT = process.env.GATEHOUSE_TEST_RUN === 'everything' ? 2_000 : 100;
const SENT_TOGETHER = 50;

it.each(contracts)('%s never breaks', async (_, contract) => {
  const { method, path } = contract;
  const { email } = path.startsWith('/me') ? await aUser() : firstAdmin;
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
    expect(await hook('broken-by', { method, path, email, requests: sent })).toEqual([]);
  }
  await sql('DELETE FROM ??', ['gatehouse_ip_rules']);
});
