import fc from '../../support/fast-check';
import { isRunOfEverything } from '../../support/run';
import { contracts } from '../contracts';
import { firstAdmin, shared } from '../vocabulary';
import { addressOf, paramsOf, prepare, requestsOf } from './requests';

const { aUser, hook, sql } = shared;

beforeAll(prepare);

/**
 * Requests of each route straight at what answers them: the way there by HTTP takes most of a request's time. So many in
 * the run of everything.
 */
const STRAIGHT = isRunOfEverything ? 2_000 : 100;
/** More in one test, and a busy machine would not be done within its time. */
const AT_MOST_IN_A_TEST = 500;
const SENT_TOGETHER = 50;
/** What one request to the hook may hold; Strapi takes no body over 1 MiB. */
const BYTES_TOGETHER = 900_000;

/** What Strapi's parser of bodies refuses before any handler sees it. */
const FORBIDDEN = /"__proto__"\s*:/;

/** Parts of a list, each small enough to be sent. What Strapi would not take by itself no handler ever sees. */
const inBatches = <T>(requests: T[]): T[][] => {
  const batches: T[][] = [];
  let bytes = Infinity;
  for (const request of requests) {
    const json = JSON.stringify(request);
    const size = Buffer.byteLength(json);
    if (size > BYTES_TOGETHER || FORBIDDEN.test(json)) continue;
    const batch = batches.at(-1);
    if (batch && batch.length < SENT_TOGETHER && bytes + size <= BYTES_TOGETHER) batch.push(request);
    else {
      batches.push([request]);
      bytes = 0;
    }
    bytes += size;
  }
  return batches;
};

const turns = Array.from({ length: Math.ceil(STRAIGHT / AT_MOST_IN_A_TEST) }, (_, turn) => turn + 1);
const each = contracts.flatMap(([name, contract]) => turns.map((turn) => [name, turn, contract] as const));

it.each(each)('%s never breaks (%i)', async (_name, _turn, contract) => {
  const { method, path } = contract;
  const { email } = path.startsWith('/me') ? await aUser() : firstAdmin;
  const requests = fc.sample(requestsOf(contract), STRAIGHT / turns.length).map((sent) => ({
    url: addressOf(contract, sent),
    // As the router has it.
    params: Object.fromEntries(
      Object.entries(paramsOf(contract, sent)).map(([param, value]) => [param, decodeURIComponent(value)]),
    ),
    body: sent.body,
  }));

  for (const sent of inBatches(requests))
    expect(await hook('broken-by', { method, path, email, requests: sent })).toEqual([]);
  await sql('DELETE FROM ??', ['gatehouse_ip_rules']);
});
