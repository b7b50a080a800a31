import { niceMaximum } from '../../admin/src/components/nice-maximum';
import {
  attemptFilters,
  startOfPeriod,
} from '../../admin/src/features/activity/login-attempts/attempt-query';
import type { UrlQuery } from '../../admin/src/components/list-query';
import { listLoginAttempts } from '../../shared/contracts/login-attempts';

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const now = new Date(2026, 2, 15, 10, 30);
const by = (...$and: NonNullable<UrlQuery['filters']>['$and'] & object): UrlQuery => ({ filters: { $and } });

it.each([
  ['nothing', {}, {}],
  ['a user', by({ user: { $eq: '7' } }), { user: { $eq: '7' } }],
  ['a user that is none', by({ user: { $eq: '1e3' } }), {}],
  ['an address', by({ ip: { $eq: ' 10.* ' } }), { ip: { $eq: '10.*' } }],
  [
    'outcomes',
    by({ outcome: { $eq: 'failure' } }, { outcome: { $eq: 'x' } }),
    { outcome: { $in: ['failure'] } },
  ],
  [
    'two moments',
    by(
      { createdAt: { $gte: '2026-03-01T00:00:00.000Z' } },
      { createdAt: { $lt: '2026-03-02T00:00:00.000Z' } },
    ),
    { createdAt: { $gte: '2026-03-01T00:00:00.000Z', $lt: '2026-03-02T00:00:00.000Z' } },
  ],
  ['no date', by({ createdAt: { $gte: 'yesterday' } }), {}],
  [
    'a day',
    by({ createdAt: { $eq: new Date(2026, 2, 3, 12).toISOString() } }),
    {
      createdAt: { $gte: new Date(2026, 2, 3).toISOString(), $lt: new Date(2026, 2, 4).toISOString() },
    },
  ],
  ['a period', { period: '24h' }, { createdAt: { $gte: new Date(2026, 2, 14, 10, 30).toISOString() } }],
  ['a period nobody knows', { period: '9y' }, {}],
])('an address of the page that holds %s asks for it', (_, query, expected) => {
  const filters = attemptFilters(query as UrlQuery, now, ZONE);

  expect(JSON.parse(JSON.stringify(filters))).toEqual(expected);
  expect(listLoginAttempts.query.safeParse(JSON.parse(JSON.stringify({ filters }))).error).toBeUndefined();
});

it('asks for one user alone on their own tab, whoever its address names', () => {
  expect(attemptFilters(by({ user: { $eq: '8' } }), now, ZONE, 7).user).toEqual({ $eq: '7' });
});

it('a period of days begins at midnight and counts today', () => {
  expect(startOfPeriod('7d', now, ZONE)).toEqual(new Date(2026, 2, 9));
});

it('a period of days is of the days of the zone that somebody chose', () => {
  const inTokyoItIsTomorrow = new Date('2026-03-15T20:00:00Z');

  expect(startOfPeriod('7d', inTokyoItIsTomorrow, 'Asia/Tokyo')).toEqual(new Date('2026-03-09T15:00:00Z'));
  expect(startOfPeriod('7d', inTokyoItIsTomorrow, 'UTC')).toEqual(new Date('2026-03-09T00:00:00Z'));
});

it.each([
  [0, 2],
  [1, 2],
  [3, 4],
  [5, 6],
  [9, 10],
  [21, 30],
  [31, 40],
  [99, 100],
  [101, 200],
  [7_654, 8_000],
])('a chart of at most %d reaches up to %d', (most, expected) => {
  expect(niceMaximum(most)).toBe(expected);
});
