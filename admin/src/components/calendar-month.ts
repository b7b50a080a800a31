import type { Day } from './zoned-time';

const DAYS_OF_A_WEEK = 7;
const MONDAY = 1;

const timeOf = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day);
/** @example dayAt({ year: 2026, month: 1, day: 32 }) is the first of February */
export const dayAt = (day: Day): Day => {
  const date = new Date(timeOf(day));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

export const isSameDay = (one: Day | null, other: Day) => one !== null && timeOf(one) === timeOf(other);

/** That many months later; the last day of the month if it is too short. */
export const monthsLater = ({ year, month, day }: Day, months: number): Day => {
  const last = dayAt({ year, month: month + months + 1, day: 0 });
  return { ...last, day: Math.min(day, last.day) };
};

type WeekInfo = { firstDay: number };
/** Monday if the browser does not know. */
const firstWeekday = (locale: string): number => {
  const about = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => WeekInfo;
    weekInfo?: WeekInfo;
  };
  return (about.getWeekInfo?.() ?? about.weekInfo)?.firstDay ?? MONDAY;
};

/** How many days of its week precede the day, with the locale's first day of the week. */
export const dayOfWeek = (day: Day, locale: string): number =>
  (new Date(timeOf(day)).getUTCDay() - firstWeekday(locale) + 2 * DAYS_OF_A_WEEK) % DAYS_OF_A_WEEK;

/** The whole weeks of a month, with days of the month before and of the next. */
export const weeksOf = ({ year, month }: Day, locale: string): Day[][] => {
  const before = dayOfWeek({ year, month, day: 1 }, locale);
  const length = dayAt({ year, month: month + 1, day: 0 }).day;
  const weeks = Math.ceil((before + length) / DAYS_OF_A_WEEK);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: DAYS_OF_A_WEEK }, (_, weekday) =>
      dayAt({ year, month, day: 1 - before + week * DAYS_OF_A_WEEK + weekday }),
    ),
  );
};
