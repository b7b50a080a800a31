import fc from '../support/fast-check';
import { browserTimeZone, dayIn, knownTimeZone, startOfDayIn } from '../../admin/src/components/zoned-time';

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const moment = fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

it('a day begins where the day before has ended, in any zone', () => {
  fc.assert(
    fc.property(zone, moment, (timeZone, date) => {
      const day = dayIn(date, timeZone);
      const start = startOfDayIn(day, timeZone);

      expect(start.getTime()).toBeLessThanOrEqual(date.getTime());
      expect(dayIn(start, timeZone)).toEqual(day);
      expect(dayIn(new Date(start.getTime() - 1), timeZone)).not.toEqual(day);
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ['the clocks go forward', { year: 2026, month: 3, day: 30 }, 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  [
    'they go forward at midnight',
    { year: 2025, month: 4, day: 25 },
    'Africa/Cairo',
    '2025-04-24T22:00:00.000Z',
  ],
  ['the month is over', { year: 2026, month: 1, day: 32 }, 'Asia/Tokyo', '2026-01-31T15:00:00.000Z'],
])('a day begins when %s', (_, day, timeZone, expected) => {
  expect(startOfDayIn(day, timeZone).toISOString()).toBe(expected);
});

it.each([
  [['Europe/Berlin', 'Asia/Tokyo'], 'Europe/Berlin'],
  [['Etc/Unknown', 'Asia/Tokyo'], 'Asia/Tokyo'],
  [['Mars/Olympus', 'Etc/Unknown'], 'UTC'],
  [[undefined, null, ''], 'UTC'],
])('of the zones %j the first is taken that is known', (zones, expected) => {
  expect(knownTimeZone(...zones)).toBe(expected);
});

it.each(['Etc/Unknown', undefined])('a browser whose zone is %s is in UTC', (timeZone) => {
  const asked = jest.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions');
  asked.mockReturnValue({ timeZone } as Intl.ResolvedDateTimeFormatOptions);
  expect(browserTimeZone()).toBe('UTC');
  asked.mockRestore();
});
