import { startsOf } from '../../server/src/domain/time-buckets';

const at = (text: string) => new Date(text).getTime();
const iso = (times: number[]) => times.map((time) => new Date(time).toISOString().slice(0, 16));

it.each([
  ['UTC', ['2026-03-28T10:07', '2026-03-29T00:00', '2026-03-30T00:00']],
  // Summer time begins on the 29th: the day has 23 hours.
  ['Europe/Berlin', ['2026-03-28T10:07', '2026-03-28T23:00', '2026-03-29T22:00']],
  ['Asia/Kathmandu', ['2026-03-28T10:07', '2026-03-28T18:15', '2026-03-29T18:15']],
  ['America/Los_Angeles', ['2026-03-28T10:07', '2026-03-29T07:00', '2026-03-30T07:00']],
])('days begin at midnight of %s', (timeZone, expected) => {
  const range = { from: at('2026-03-28T10:07Z'), to: at('2026-03-30T10:00Z'), timeZone };

  expect(iso(startsOf('day', range))).toEqual(expected);
});

it('every hour is one, the one that comes twice too', () => {
  const range = { from: at('2026-10-24T23:30Z'), to: at('2026-10-25T03:00Z'), timeZone: 'Europe/Berlin' };

  expect(iso(startsOf('hour', range))).toEqual([
    '2026-10-24T23:30',
    '2026-10-25T00:00',
    '2026-10-25T01:00',
    '2026-10-25T02:00',
  ]);
});

it('hours begin where the zone has them', () => {
  const range = { from: at('2026-01-01T00:00Z'), to: at('2026-01-01T02:00Z'), timeZone: 'Asia/Kolkata' };

  expect(iso(startsOf('hour', range))).toEqual(['2026-01-01T00:00', '2026-01-01T00:30', '2026-01-01T01:30']);
});

it('no time at all begins once', () => {
  const now = at('2026-01-01T00:00Z');

  expect(startsOf('day', { from: now, to: now, timeZone: 'UTC' })).toEqual([now]);
});
