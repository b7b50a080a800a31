/** Days in a time zone, whatever the browser's own is. */
import { isTimeZone } from '../../../shared/time-zones';

/** The first zone that Intl knows here; UTC if it knows none, as in a browser that cannot name its own. */
export const knownTimeZone = (...zones: (string | null | undefined)[]): string =>
  zones.find((zone) => zone && isTimeZone(zone)) ?? 'UTC';

export const browserTimeZone = () => knownTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** @example inUtc('2026-01-31T12:00:00.000Z') === '2026-01-31 12:00:00 UTC' */
export const inUtc = (value: string) => `${new Date(value).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

export type Day = { year: number; month: number; day: number };
export type Clock = { hour: number; minute: number };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (timeZone: string) => {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
};

const partsIn = (moment: Date, timeZone: string): Record<string, number> =>
  Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );

/** What a clock in the zone shows, as if it were UTC, in milliseconds. */
const wallClock = (moment: Date, timeZone: string): number => {
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = partsIn(moment, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** The calendar day at that moment. */
export const dayIn = (moment: Date, timeZone: string): Day => {
  const { year = 0, month = 1, day = 1 } = partsIn(moment, timeZone);
  return { year, month, day };
};

/** What a clock in the zone shows at that moment. */
export const clockIn = (moment: Date, timeZone: string): Clock => {
  const { hour = 0, minute = 0 } = partsIn(moment, timeZone);
  return { hour, minute };
};

/**
 * The moment when calendar and clock show this in the zone; days past the month's end roll over. If the
 * clocks go back over it, the first of the two; if they go forward over it, the first moment afterwards.
 */
export const momentIn = ({ year, month, day }: Day, { hour, minute }: Clock, timeZone: string): Date => {
  const shown = Date.UTC(year, month - 1, day, hour, minute);
  const offsetAt = (time: number) => wallClock(new Date(time), timeZone) - time;
  // With the offsets of the day before and of the day after: one of them applies.
  const candidates = [shown - DAY, shown + DAY]
    .map((time) => shown - offsetAt(time))
    .sort((one, other) => one - other);
  const exact = candidates.find((time) => wallClock(new Date(time), timeZone) === shown);
  if (exact !== undefined) return new Date(exact);
  let first = candidates[0] as number;
  while (wallClock(new Date(first), timeZone) < shown) first += MINUTE;
  return new Date(first);
};

const MIDNIGHT: Clock = { hour: 0, minute: 0 };

/** The moment at which a day begins in the zone. */
export const startOfDayIn = (day: Day, timeZone: string): Date => momentIn(day, MIDNIGHT, timeZone);

/** The last moment of a day in the zone. */
export const endOfDayIn = (day: Day, timeZone: string): Date =>
  new Date(startOfDayIn({ ...day, day: day.day + 1 }, timeZone).getTime() - 1);
