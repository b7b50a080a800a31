import type { LoginAttemptSummary, SummaryBucket } from '../../../shared/contracts/login-attempts';
import { DAY, shared } from '../vocabulary';
import { aHistory, forgetHistory } from './vocabulary';

const { gatehouse, putBack } = shared;

beforeEach(forgetHistory);
afterAll(putBack);

const march = 'filters[createdAt][$gte]=2026-03-01T00:00:00Z&filters[createdAt][$lt]=2026-03-04T00:00:00Z';
const summary = async (query = ''): Promise<LoginAttemptSummary> => {
  const { status, body } = await gatehouse.get(`/login-attempts/summary?${query}`);
  expect([status, body.error]).toEqual([200, undefined]);
  return body.data;
};
const counts = (buckets: SummaryBucket[]) =>
  buckets.map(({ start, success, failure }) => [start.slice(0, 13), success, failure]);

it('counts by the day what ended how, days without any included', async () => {
  await aHistory([
    { at: '2026-02-28T23:59:59.999Z' },
    { at: '2026-03-01T00:00:00.000Z' },
    { at: '2026-03-01T23:59:59.999Z', outcome: 'success' },
    { at: '2026-03-03T12:00:00.000Z' },
    { at: '2026-03-03T12:00:00.000Z' },
    { at: '2026-03-04T00:00:00.000Z' },
  ]);

  const { unit, buckets, totals, countedFrom } = await summary(march);

  expect(unit).toBe('day');
  expect(counts(buckets)).toEqual([
    ['2026-03-01T00', 1, 1],
    ['2026-03-02T00', 0, 0],
    ['2026-03-03T00', 0, 2],
  ]);
  expect(totals).toEqual({ success: 1, failure: 3, challenge: 0 });
  expect(countedFrom).toBeNull();
});

it('has the days of the time zone asked for', async () => {
  await aHistory([{ at: '2026-03-01T18:14:59.999Z' }, { at: '2026-03-01T18:15:00.000Z' }]);

  const { buckets } = await summary(`${march}&timeZone=Asia/Kathmandu`);

  expect(counts(buckets)).toEqual([
    ['2026-03-01T00', 0, 1],
    ['2026-03-01T18', 0, 1],
    ['2026-03-02T18', 0, 0],
    ['2026-03-03T18', 0, 0],
  ]);
});

it('counts by the hour where the range is short', async () => {
  await aHistory([{ at: '2026-03-01T09:59:59.000Z' }, { at: '2026-03-01T10:30:00.000Z' }]);

  const { unit, buckets } = await summary(
    'filters[createdAt][$gte]=2026-03-01T09:30:00Z&filters[createdAt][$lt]=2026-03-01T12:00:00Z',
  );

  expect(unit).toBe('hour');
  expect(counts(buckets)).toEqual([
    ['2026-03-01T09', 0, 1],
    ['2026-03-01T10', 0, 1],
    ['2026-03-01T11', 0, 0],
  ]);
});

it('says from where most were refused, and when last', async () => {
  const at = (hour: number) => `2026-03-02T${hour}:00:00.000Z`;
  await aHistory([
    { at: at(10), ip: '192.0.2.1' },
    { at: at(12), ip: '2001:db8::1' },
    { at: at(11), ip: '2001:db8::1' },
    { at: at(13), ip: '192.0.2.1', outcome: 'success' },
    ...Array.from({ length: 12 }, (_, n) => ({ at: at(10), ip: `198.51.100.${n}` })),
  ]);

  const { refused } = await summary(march);

  expect(refused).toHaveLength(10);
  expect(refused[0]).toEqual({ ip: '2001:db8::1', count: 2, lastAt: at(12) });
  expect(refused).toContainEqual({ ip: '192.0.2.1', count: 1, lastAt: at(10) });
});

it('follows the filters', async () => {
  await aHistory([
    { at: '2026-03-02T10:00:00.000Z', ip: '192.0.2.1', reason: 'suspended' },
    { at: '2026-03-02T10:00:00.000Z', ip: '198.51.100.1' },
    { at: '2026-03-02T10:00:00.000Z', ip: '192.0.2.2', outcome: 'success' },
  ]);

  expect((await summary(`${march}&filters[ip][$eq]=192.0.2.*`)).totals).toMatchObject({
    success: 1,
    failure: 1,
  });
  expect((await summary(`${march}&filters[reason][$eq]=suspended`)).refused).toHaveLength(1);
  expect(await summary(`${march}&filters[outcome][$eq]=success`)).toMatchObject({
    totals: { success: 1, failure: 0 },
    refused: [],
  });
});

it('covers the last 14 days unless told, and no more than 92', async () => {
  const now = Date.now();
  const usual = await summary();
  expect(usual.buckets).toHaveLength(14);
  expect(usual.buckets[0]?.start).toMatch(/T00:00:00\.000Z$/);
  expect(Math.abs(new Date(usual.to).getTime() - now)).toBeLessThan(60_000);

  const long = await summary('filters[createdAt][$gte]=1970-01-01T00:00:00Z');
  expect(new Date(long.to).getTime() - new Date(long.from).getTime()).toBe(92 * DAY);
  expect(long.buckets.length).toBeGreaterThanOrEqual(92);
});

it('begins in 1970 where it ends then', async () => {
  const { from, to } = await summary('filters[createdAt][$lt]=1970-01-01T12:00:00Z');

  expect([from, to]).toEqual(['1970-01-01T00:00:00.000Z', '1970-01-01T12:00:00.000Z']);
});

it('has nothing to say of a time that is still to come, or ends before it begins', async () => {
  for (const range of [
    'filters[createdAt][$gte]=2990-01-01T00:00:00Z',
    'filters[createdAt][$gte]=2026-03-04T00:00:00Z&filters[createdAt][$lt]=2026-03-01T00:00:00Z',
  ])
    expect((await summary(range)).totals).toEqual({ success: 0, failure: 0, challenge: 0 });
});

it.each(['Mars/Olympus', '', 'Europe%2FBerlin%00'])('refuses %s for a time zone', async (timeZone) => {
  expect(await gatehouse.get(`/login-attempts/summary?timeZone=${timeZone}`)).toFailWith({
    status: 400,
    code: 'VALIDATION',
    field: 'timeZone',
  });
});
