import fc from '../support/fast-check';
import {
  clockFrom,
  clockText,
  type Customs,
  dateText,
  dayFrom,
  type Edge,
  readTyped,
  typedOf,
} from '../../admin/src/components/typed-date';
import { clockIn, dayIn, momentIn } from '../../admin/src/components/zoned-time';
import { LOCALES } from '../../admin/src/components/locales';

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const locale = fc.constantFrom(...LOCALES);
const edge = fc.constantFrom<Edge>('start', 'end');
const moment = fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

describe('what is written reads back', () => {
  it('as the same minute of the clock, by any customs in any zone', () => {
    fc.assert(
      fc.property(zone, locale, edge, moment, (timeZone, tag, at, date) => {
        const customs: Customs = { locale: tag, timeZone };
        const typed = typedOf(date.toISOString(), at, customs);
        const read = readTyped(typed, at, customs);

        const back = new Date(('moment' in read && read.moment) || NaN);
        expect(dayIn(back, timeZone)).toEqual(dayIn(date, timeZone));
        // Of an hour that comes twice, the first is meant.
        expect(clockIn(back, timeZone)).toEqual(clockIn(date, timeZone));
        expect(back.getTime()).toBeLessThanOrEqual(date.getTime());
      }),
      { numRuns: 500 },
    );
  });

  it('as any minute of the day in each locale', () => {
    for (const tag of LOCALES)
      for (let minutes = 0; minutes < 24 * 60; minutes += 7) {
        const clock = { hour: Math.floor(minutes / 60), minute: minutes % 60 };
        expect([tag, clockFrom(clockText(clock, tag), tag)]).toEqual([tag, clock]);
      }
  });

  it('as the whole day where it has no time', () => {
    fc.assert(
      fc.property(zone, locale, moment, (timeZone, tag, date) => {
        const day = dayIn(date, timeZone);
        const typed = { date: dateText(day, tag), time: '' };
        const [from, until] = (['start', 'end'] as const).map((at) => {
          const read = readTyped(typed, at, { locale: tag, timeZone });
          expect('moment' in read && typedOf(read.moment, at, { locale: tag, timeZone })).toEqual(typed);
          return new Date(('moment' in read && read.moment) || NaN).getTime();
        });

        expect([from, until].map((time) => dayIn(new Date(time ?? NaN), timeZone))).toEqual([day, day]);
        expect(dayIn(new Date((from ?? NaN) - 1), timeZone)).not.toEqual(day);
        expect(dayIn(new Date((until ?? NaN) + 1), timeZone)).not.toEqual(day);
      }),
    );
  });
});

const CHRISTMAS = { year: 2026, month: 12, day: 24 };
const FIFTH = { year: 2027, month: 3, day: 5 };

it.each([
  ['en', '12/24/2026', CHRISTMAS],
  ['en', ' 12-24-2026 ', CHRISTMAS],
  ['en', '2026-12-24', CHRISTMAS],
  ['en', '3/5/2027', FIFTH],
  ['en', '3/5/27', FIFTH],
  ['en', '2027/3/5', FIFTH],
  ['en-GB', '24/12/2026', CHRISTMAS],
  ['de', '24.12.2026', CHRISTMAS],
  ['de', '24. 12. 2026', CHRISTMAS],
  ['de', '24.12.26', CHRISTMAS],
  ['de', '5.3.2027', FIFTH],
  ['de', '5/3/2027', FIFTH],
  ['de', '2026-12-24', CHRISTMAS],
  ['sv', '2026-12-24', CHRISTMAS],
  ['ko', '2026.12.24', CHRISTMAS],
  ['bg', '24.12.2026 г.', CHRISTMAS],
  ['ar', '٢٤/١٢/٢٠٢٦', CHRISTMAS],
  ['ja', '２０２６/１２/２４', CHRISTMAS],
])('in %s, %s is a day', (tag, text, day) => {
  expect(dayFrom(text, tag)).toEqual(day);
});

it.each([
  ['en', 'tomorrow'],
  ['en', '24/12/2026'],
  ['en', '12.24.2026'],
  ['en', '12/24'],
  ['en', '12/24/202'],
  ['en', '12/24/20266'],
  ['en', '2/30/2026'],
  ['en', '13/13/2026'],
  ['en', '12/24/0026'],
  ['en', '12/24/1969'],
  ['en', '12/31/9999'],
  ['en', '12/24/2026 or so'],
  ['en', '0/1/2026'],
  ['en', '-12/24/2026x'],
  ['de', '12/24/2026'],
  ['de', '24.12.'],
  ['de', '29.2.2027'],
  ['sv', '24.12.2026'],
  ['sv', '26-12-24'],
  // A Buddhist year.
  ['th', '24/12/2569'],
])('in %s, %s is no day', (tag, text) => {
  expect(dayFrom(text, tag)).toBeNull();
});

it.each([
  ['en', '2:30 PM', '14:30'],
  ['en', '2:30pm', '14:30'],
  ['en', '2 p.m.', '14:00'],
  ['en', '2p', '14:00'],
  ['en', '12 am', '0:00'],
  ['en', '12:00 PM', '12:00'],
  ['en', '14:30', '14:30'],
  ['en', '0:15', '0:15'],
  ['de', '14:30', '14:30'],
  ['de', '8', '8:00'],
  ['de', '8 Uhr', '8:00'],
  ['de', '8.15', '8:15'],
  ['de', '1430', '14:30'],
  ['de', '2:30 pm', '14:30'],
  ['fr-CA', '14 h 30', '14:30'],
  ['ko', 'PM 2:30', '14:30'],
])('in %s, %s is a time', (tag, text, expected) => {
  const [hour, minute] = expected.split(':').map(Number);
  expect(clockFrom(text, tag)).toEqual({ hour, minute });
});

it.each([
  // In the morning or in the afternoon?
  ['en', '2:30'],
  ['en', '10'],
  ['en', '12:00'],
  ['en', '14:30 PM'],
  ['en', '0:30 am'],
  ['en', '2:60 PM'],
  ['en', '2:3 PM'],
  ['en', 'noon'],
  ['en', '2:30 ham'],
  ['de', '24:00'],
  ['de', '25'],
  ['de', '8 bis 9'],
])('in %s, %s is no time', (tag, text) => {
  expect(clockFrom(text, tag)).toBeNull();
});

it.each([
  ['nothing', { date: ' ', time: '' }, { moment: null }],
  ['a time alone', { date: '', time: '2:30 PM' }, { wrong: 'no-date' }],
  ['no day', { date: 'soon', time: '2:30 PM' }, { wrong: 'date' }],
  ['no time', { date: '12/24/2026', time: 'soon' }, { wrong: 'time' }],
  ['both', { date: '12/24/2026', time: '2:30 PM' }, { moment: '2026-12-24T13:30:00.000Z' }],
  ['the day alone', { date: '12/24/2026', time: '' }, { moment: '2026-12-24T22:59:59.999Z' }],
  [
    'a time that the clocks skip',
    { date: '3/29/2026', time: '2:30 AM' },
    { moment: '2026-03-29T01:00:00.000Z' },
  ],
  ['one that comes twice', { date: '10/25/2026', time: '2:30 AM' }, { moment: '2026-10-25T00:30:00.000Z' }],
])('reads %s', (_, typed, expected) => {
  expect(readTyped(typed, 'end', { locale: 'en', timeZone: 'Europe/Berlin' })).toEqual(expected);
});

it('is nothing where a value is no moment', () => {
  expect(typedOf('soon', 'end', { locale: 'en', timeZone: 'UTC' })).toEqual({ date: '', time: '' });
});

it('knows the same moments as the days do', () => {
  expect(momentIn(CHRISTMAS, { hour: 0, minute: 0 }, 'Asia/Tokyo')).toEqual(new Date('2026-12-23T15:00:00Z'));
});
