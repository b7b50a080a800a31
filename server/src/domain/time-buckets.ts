export type TimeUnit = 'hour' | 'day';

const MINUTE = 60_000;
/** All present time zones differ from UTC by a multiple of this: no hour or day begins within one. */
export const QUARTER_MS = 15 * MINUTE;
/** Shorter than any hour or day, including those that lose time to daylight saving. */
const SAFE_STEP_MS: Record<TimeUnit, number> = { hour: 45 * MINUTE, day: 22 * 60 * MINUTE };

/** The start of the quarter of an hour that a moment is in. */
export const startOfQuarter = (time: number) => Math.floor(time / QUARTER_MS) * QUARTER_MS;

/**
 * When each hour or day of a time zone begins between two moments, in milliseconds. The first is `from`
 * itself, wherever in its hour or day it is.
 */
export const startsOf = (
  unit: TimeUnit,
  { from, to, timeZone }: { from: number; to: number; timeZone: string },
): number[] => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    // With its offset, as one hour occurs twice when daylight saving ends.
    ...(unit === 'hour' && { hour: '2-digit', timeZoneName: 'shortOffset' }),
  });
  const starts = [from];
  let current = format.format(from);
  let time = startOfQuarter(from) + QUARTER_MS;
  while (time < to) {
    const next = format.format(time);
    if (next !== current) {
      starts.push(time);
      current = next;
      time += SAFE_STEP_MS[unit];
    } else time += QUARTER_MS;
  }
  return starts;
};
