/** Days as they are in a time zone, whichever the browser's own is. */

export const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @example inUtc('2026-01-31T12:00:00.000Z') === '2026-01-31 12:00:00 UTC' */
export const inUtc = (value: string) => `${new Date(value).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

type Day = { year: number; month: number; day: number };

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

/** What a clock in the zone shows, read as if it were UTC's. */
const wallClock = (moment: Date, timeZone: string): number => {
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = partsIn(moment, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** The calendar's day at that moment. */
export const dayIn = (moment: Date, timeZone: string): Day => {
  const { year = 0, month = 1, day = 1 } = partsIn(moment, timeZone);
  return { year, month, day };
};

/**
 * The moment at which a day begins in the zone; days beyond the month's are of the next. The first of two where clocks
 * are put back over midnight; the first there is where they are put forward over it.
 */
export const startOfDayIn = ({ year, month, day }: Day, timeZone: string): Date => {
  const midnight = Date.UTC(year, month - 1, day);
  const offsetAt = (time: number) => wallClock(new Date(time), timeZone) - time;
  // By the offset of the day before and by that of the day after: one of them holds at midnight.
  const candidates = [midnight - DAY, midnight + DAY]
    .map((time) => midnight - offsetAt(time))
    .sort((one, other) => one - other);
  const exact = candidates.find((time) => wallClock(new Date(time), timeZone) === midnight);
  if (exact !== undefined) return new Date(exact);
  let first = candidates[0] as number;
  while (wallClock(new Date(first), timeZone) < midnight) first += MINUTE;
  return new Date(first);
};
