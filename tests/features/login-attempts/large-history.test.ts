import type { LoginAttemptSummary } from '../../../shared/contracts/login-attempts';
import { shared } from '../vocabulary';
import { forgetHistory, TABLE } from './vocabulary';

const { call, gatehouse, putBack, queries } = shared;

/** As many as are summed up, and some. */
const SUMMED_UP = 400_000;
const OLDEST = 500;
const FIRST = Date.parse('2026-03-01T00:00:00Z');
/** Of whom every thirtieth attempt is. */
const SOMEBODY = 1_900_000_000;
/** Several come at the same moment, at the seams of what is read at a time as well. */
const AT_ONCE = 7;
const STEP = 4_000;
const momentOf = (n: number) => new Date(FIRST + Math.floor(n / AT_ONCE) * STEP);

const march = 'filters[createdAt][$gte]=2026-03-01T00:00:00Z&filters[createdAt][$lt]=2026-03-04T00:00:00Z';
const summary = async (query = march): Promise<LoginAttemptSummary> =>
  (await gatehouse.get(`/login-attempts/summary?${query}`)).body.data;
const slices = (statements: readonly string[]) => statements.filter((sql) => sql.includes('newest'));

/** Of three attempts one succeeds; they come from 2,750 addresses in turn. */
const fill = (count: number) =>
  call(`(async () => {
    for (let from = 0; from < ${count}; from += 500)
      await strapi.db.connection('${TABLE}').insert(Array.from({ length: Math.min(500, ${count} - from) }, (_, index) => {
        const n = from + index;
        const at = new Date(${FIRST} + Math.floor(n / ${AT_ONCE}) * ${STEP});
        const ip = '10.0.' + (n % 11) + '.' + (n % 250);
        const key = '40a00' + (n % 11).toString(16).padStart(2, '0') + (n % 250).toString(16).padStart(2, '0');
        return { document_id: 'h' + n, user_id: n % 30 ? null : ${SOMEBODY}, user_name: 'n', realm: 'panel', method: 'password', count: 1,
          outcome: n % 3 === 2 ? 'success' : 'failure', reason: n % 3 === 2 ? 'ok' : 'wrong-password',
          ip, ip_key: key, created_at: at, updated_at: at };
      }));
  })().then(() => null)`);

/** The same, counted one by one. */
const expected = (from: number, to: number) => {
  const days = new Map<string, { success: number; failure: number }>();
  const addresses = new Map<string, { count: number; lastAt: string }>();
  for (let n = from; n < to; n += 1) {
    const at = momentOf(n).toISOString();
    const day = days.get(at.slice(0, 10)) ?? { success: 0, failure: 0 };
    days.set(at.slice(0, 10), day);
    day[n % 3 === 2 ? 'success' : 'failure'] += 1;
    if (n % 3 === 2) continue;
    const ip = `10.0.${n % 11}.${n % 250}`;
    addresses.set(ip, { count: (addresses.get(ip)?.count ?? 0) + 1, lastAt: at });
  }
  const keyOf = (ip: string) =>
    ip
      .split('.')
      .map((part) => part.padStart(3, '0'))
      .join('.');
  const refused = [...addresses]
    .sort(([a, one], [b, other]) => other.count - one.count || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, 10)
    .map(([ip, facts]) => ({ ip, ...facts }));
  return { days: Object.fromEntries(days), refused };
};
const daysOf = ({ buckets }: LoginAttemptSummary) =>
  Object.fromEntries(
    buckets
      .filter(({ success, failure }) => success + failure > 0)
      .map(({ start, success, failure }) => [start.slice(0, 10), { success, failure }]),
  );

const count = SUMMED_UP + OLDEST;
beforeAll(async () => {
  await forgetHistory();
  await fill(count);
}, 300_000);
afterAll(async () => {
  await forgetHistory();
  await putBack();
}, 120_000);

it('counts the newest of very many, as somebody would who reads them one by one', async () => {
  const answer = await summary();

  const { days, refused } = expected(OLDEST, count);
  expect(answer.totals.success + answer.totals.failure).toBe(SUMMED_UP);
  expect(daysOf(answer)).toEqual(days);
  expect(answer.refused).toEqual(refused);
  expect(answer.countedFrom).toBe(momentOf(OLDEST).toISOString());
});

it('counts all that match where these are fewer', async () => {
  const answer = await summary(`${march}&filters[outcome][$eq]=success&filters[ip][$eq]=10.0.3.*`);

  const matching = Array.from({ length: count }, (_, n) => n).filter((n) => n % 3 === 2 && n % 11 === 3);
  expect(answer.totals).toEqual({ success: matching.length, failure: 0, challenge: 0 });
  expect(answer.countedFrom).toBeNull();
});

it('counts those of one user, who are more than a slice', async () => {
  const answer = await summary(`${march}&filters[user][$eq]=${SOMEBODY}`);

  const { success, failure } = answer.totals;
  expect(success + failure).toBe(Math.ceil(count / 30));
  expect(answer.countedFrom).toBeNull();
});

it('answers others meanwhile', async () => {
  const order: string[] = [];
  const long = summary().then(() => order.push('summary'));
  // Begins to count before the other comes in.
  await gatehouse.get('/me');
  await gatehouse.get('/users?pageSize=1').then(() => order.push('users'));
  await long;

  expect(order).toEqual(['users', 'summary']);
});

it('reads no more than a slice with a statement', async () => {
  const statements = slices(await queries.during(() => summary()));

  expect(statements).toHaveLength(SUMMED_UP / 5_000);
});

it('counts once for several who ask the same at a time', async () => {
  const one = slices(await queries.during(() => summary()));
  const three = slices(await queries.during(() => Promise.all([summary(), summary(), summary()])));

  expect(three).toHaveLength(one.length);
});
