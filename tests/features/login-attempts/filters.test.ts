import type { LoginAttempt } from '../../../shared/contracts/login-attempts';
import { shared } from '../vocabulary';
import { aHistory, forgetHistory } from './vocabulary';

const { aUser, gatehouse } = shared;

const ADDRESSES = ['10.1.2.3', '10.200.0.1', '207.107.139.5', '207.107.140.5', '2001:db8::7', '2001:db9::7'];
let userId: number;

beforeAll(async () => {
  userId = (await aUser()).id;
  await forgetHistory();
  await aHistory(
    ADDRESSES.map((ip, day) => ({
      ip,
      at: `2026-03-0${day + 1}T12:00:00.000Z`,
      userName: ip,
      userId: day % 2 === 0 ? userId : null,
      outcome: day === 3 ? 'success' : 'failure',
    })),
  );
});

const found = async (filters: Record<string, string>) => {
  const query = Object.entries(filters)
    .map(([name, value]) => `filters${name}=${encodeURIComponent(value)}`)
    .join('&');
  const { status, body } = await gatehouse.get(`/login-attempts?${query}`);
  expect(status).toBe(200);
  expect(body.meta.pagination.total).toBe(body.data.length);
  return body.data
    .map(({ userName }: LoginAttempt) => userName)
    .filter((name: string) => ADDRESSES.includes(name));
};

it.each([
  ['10.1.2.3', ['10.1.2.3']],
  ['::ffff:10.1.2.3', ['10.1.2.3']],
  ['10.*', ['10.200.0.1', '10.1.2.3']],
  ['207.107.139.*', ['207.107.139.5']],
  ['207.107.128.0/17', ['207.107.140.5', '207.107.139.5']],
  ['2001:db8::/32', ['2001:db8::7']],
  ['2001:DB8:0:0::7', ['2001:db8::7']],
  ['::/0', ['2001:db9::7', '2001:db8::7']],
  ['192.0.2.1', []],
])('finds who came from %s', async (range, expected) => {
  expect(await found({ '[ip][$eq]': range })).toEqual(expected);
});

it('finds what came from a moment on and before another', async () => {
  const from = '2026-03-02T12:00:00.000Z';
  const to = '2026-03-04T12:00:00.000Z';

  expect(await found({ '[createdAt][$gte]': from, '[createdAt][$lt]': to })).toEqual([
    '207.107.139.5',
    '10.200.0.1',
  ]);
  expect(await found({ '[createdAt][$lt]': from })).toEqual(['10.1.2.3']);
});

it('finds what all filters agree on', async () => {
  const march = { '[createdAt][$gte]': '2026-03-01T00:00:00Z', '[createdAt][$lt]': '2026-04-01T00:00:00Z' };

  expect(await found({ ...march, '[ip][$eq]': '207.*', '[outcome][$eq]': 'failure' })).toEqual([
    '207.107.139.5',
  ]);
  expect(await found({ '[ip][$eq]': '207.*', '[outcome][$eq]': 'success' })).toEqual(['207.107.140.5']);
  expect(await found({ ...march, '[user][$eq]': String(userId), '[ip][$eq]': '10.*' })).toEqual(['10.1.2.3']);
  expect(await found({ ...march, '[reason][$in]': 'ok' })).toEqual(['207.107.140.5']);
});

it('pages through a range of dates without losing or repeating anything', async () => {
  const pages = await Promise.all(
    [1, 2, 3].map((page) =>
      gatehouse.get(`/login-attempts?filters[createdAt][$lt]=2026-03-31T00:00:00Z&pageSize=2&page=${page}`),
    ),
  );

  expect(pages.flatMap(({ body }) => body.data.map(({ ip }: LoginAttempt) => ip))).toEqual(
    [...ADDRESSES].reverse(),
  );
});

it.each([
  ['10.0.0.1/8', /the network is 10\.0\.0\.0\/8/],
  ['10.*.3', /at the end/],
  ['nobody', /./],
  ['%', /./],
])('refuses %s, which is no address, with the reason', async (range, reason) => {
  const answer = await gatehouse.get(`/login-attempts?filters[ip][$eq]=${encodeURIComponent(range)}`);

  expect(answer).toFailWith({ status: 400, code: 'INVALID_RANGE', field: 'filters.ip.$eq' });
  expect(answer.body.error.message).toMatch(reason);
});

it.each([
  ['filters[createdAt][$gte]=yesterday', 'filters.createdAt.$gte'],
  ['filters[createdAt][$gt]=2026-01-01T00:00:00Z', 'filters.createdAt.$gt'],
  ['filters[ip][$contains]=10', 'filters.ip'],
  ['filters[ip][$eq][]=10.*', 'filters.ip.$eq'],
])('refuses %s and names the field', async (query, field) => {
  const answer = await gatehouse.get(`/login-attempts?${query}`);

  expect(answer).toFailWith({ status: 400, code: 'VALIDATION' });
  expect(answer.body.error.details.errors.map(({ path }: { path: string[] }) => path.join('.'))).toEqual(
    expect.arrayContaining([expect.stringContaining(field)]),
  );
});
