/**
 * Dates and times as people type them in a locale: what is formatted reads back, and what could mean two days
 * or hours is not guessed at.
 */
import { type Clock, clockIn, type Day, dayIn, endOfDayIn, momentIn, startOfDayIn } from './zoned-time';

/** Which moment a day without a time stands for. */
export type Edge = 'start' | 'end';
export type Customs = { locale: string; timeZone: string };
/** The text of the two boxes. */
export type Typed = { date: string; time: string };
/** What the two boxes say: a moment, nothing, or something that is no date. */
export type Reading = { moment: string | null } | { wrong: 'date' | 'time' | 'no-date' };

const FIRST_YEAR = 1970;
/** Later years are another calendar's: current Buddhist years begin at 2513. */
const LAST_YEAR = 2499;
const THIS_CENTURY = 2000;

/** @example dayFrom('24.12.2026', 'de') equals dayFrom('2026-12-24', 'de'); null if it is no date */
export const dayFrom = (text: string, locale: string): Day | null => {
  const { order, words } = dateCustoms(locale);
  const plain = plainDigits(text).trim();
  const parts = plain.match(/\d+/g) ?? [];
  if (parts.length !== 3 || !isOnlyPunctuation(plain, words)) return null;
  // With the year first, the order is the same everywhere.
  const isYearFirst = parts[0]?.length === 4;
  if (!isYearFirst && (order[0] === 'year' || (order[0] === 'month' && plain.includes('.')))) return null;
  const named = Object.fromEntries(
    (isYearFirst ? YEAR_FIRST : order).map((part, index) => [part, parts[index] ?? '']),
  ) as Record<keyof Day, string>;
  return existing({ year: yearFrom(named.year), month: upToTwo(named.month), day: upToTwo(named.day) });
};

/** @example dateText({ year: 2026, month: 12, day: 24 }, 'en') === '12/24/2026' */
export const dateText = ({ year, month, day }: Day, locale: string): string =>
  dateFormat(locale)
    .format(Date.UTC(year, month - 1, day))
    .replace(BIDI_MARKS, '')
    .trim();

/** @example clockFrom('2:30 pm', 'en') equals clockFrom('14:30', 'de'); null for no time, or 2:30 in 'en' */
export const clockFrom = (text: string, locale: string): Clock | null => {
  const { isOfTwelve, periods, words } = timeCustoms(locale);
  const found = /^(\D*)(\d{1,2})(?:[\s:.h]*(\d{2}))?(\D*)$/.exec(plainDigits(text));
  if (!found) return null;
  const [, before = '', hours, minutes = '0', after = ''] = found;
  const period = letters(before + after);
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (minute > 59 || hour > 23) return null;
  if (period === '' || words.includes(period))
    return isOfTwelve && hour >= 1 && hour <= 12 ? null : { hour, minute };
  if (hour < 1 || hour > 12) return null;
  const meant = [hour % 12, (hour % 12) + 12].filter((one) => periods[one]?.includes(period));
  return meant.length === 1 ? { hour: meant[0] as number, minute } : null;
};

/** @example clockText({ hour: 14, minute: 30 }, 'en') === '2:30 PM' */
export const clockText = ({ hour, minute }: Clock, locale: string): string =>
  timeFormat(locale)
    .format(Date.UTC(2000, 0, 1, hour, minute))
    .replace(BIDI_MARKS, '')
    .replace(/\s+/g, ' ');

/** The order of a date's parts, as `['month', 'day', 'year']`, and what separates them. */
export const dateCustoms = (locale: string) => {
  const parts = dateFormat(locale).formatToParts(0);
  const literals = parts.filter(({ type }) => type === 'literal').map(({ value }) => value);
  return {
    order: parts.map(({ type }) => type).filter(isPartOfDay),
    between: (literals[0] ?? '/').replace(BIDI_MARKS, ''),
    words: [...new Set(letters(literals.join('')))],
  };
};

/** What was typed, as a moment. A day without a time means its start or its end. */
export const readTyped = (typed: Typed, edge: Edge, { locale, timeZone }: Customs): Reading => {
  const [date, time] = [typed.date.trim(), typed.time.trim()];
  if (!date) return time ? { wrong: 'no-date' } : { moment: null };
  const day = dayFrom(date, locale);
  if (!day) return { wrong: 'date' };
  if (!time) return { moment: edgeOf(day, edge, timeZone).toISOString() };
  const clock = clockFrom(time, locale);
  return clock ? { moment: momentIn(day, clock, timeZone).toISOString() } : { wrong: 'time' };
};

/** A moment as a person would type it; without a time if it is the edge of its day. */
export const typedOf = (moment: string | null, edge: Edge, { locale, timeZone }: Customs): Typed => {
  const date = new Date(moment ?? '');
  if (Number.isNaN(date.getTime())) return { date: '', time: '' };
  const day = dayIn(date, timeZone);
  const isEdge = edgeOf(day, edge, timeZone).getTime() === date.getTime();
  return {
    date: dateText(day, locale),
    time: isEdge ? '' : clockText(clockIn(date, timeZone), locale),
  };
};

const edgeOf = (day: Day, edge: Edge, timeZone: string) =>
  edge === 'end' ? endOfDayIn(day, timeZone) : startOfDayIn(day, timeZone);

const YEAR_FIRST = ['year', 'month', 'day'] as const;
const isPartOfDay = (type: string): type is keyof Day => YEAR_FIRST.includes(type as 'day');
/** Left-to-right and right-to-left marks, which some locales write and nobody types. */
const BIDI_MARKS = /[\u200e\u200f\u061c]/g;

/** 26 means 2026; with three digits, a year is unfinished. */
const yearFrom = (text: string) => {
  if (text.length === 2) return THIS_CENTURY + Number(text);
  return text.length === 4 ? Number(text) : NaN;
};
const upToTwo = (text: string) => (text.length <= 2 ? Number(text) : NaN);

const existing = (day: Day): Day | null => {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day));
  const isThere = date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day;
  return isThere && day.year >= FIRST_YEAR && day.year <= LAST_YEAR ? day : null;
};

const isOnlyPunctuation = (text: string, words: string[]) =>
  /^[\d\s./,-]*$/.test(words.reduce((rest, word) => rest.replaceAll(word, ''), text.toLowerCase()));

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '');

/** The zeros of Arabic, Persian, Devanagari, Bengali and Thai digits; wide digits are normalized. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
const plainDigits = (text: string) =>
  text
    .normalize('NFKC')
    .replace(BIDI_MARKS, '')
    .replace(/\p{Nd}/gu, (sign) => {
      const code = sign.codePointAt(0) ?? 0;
      const zero = ZEROS.find((first) => code >= first && code < first + 10);
      return zero === undefined ? sign : String(code - zero);
    })
    .toLowerCase();

/** Formatters cost much more to make than to use. */
const oncePerLocale = <T>(make: (locale: string) => T) => {
  const made = new Map<string, T>();
  return (locale: string): T => {
    const known = made.get(locale);
    if (known !== undefined) return known;
    const value = make(locale);
    made.set(locale, value);
    return value;
  };
};

const PLAIN = { timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const;

const dateFormat = oncePerLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, { ...PLAIN, year: 'numeric', month: '2-digit', day: '2-digit' }),
);
const timeFormat = oncePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { ...PLAIN, timeStyle: 'short' }),
);
/** What people type in any locale, besides the locale's own words. */
const ENGLISH_PERIODS = (hour: number) => (hour < 12 ? ['am', 'a'] : ['pm', 'p']);
const HOUR_WORDS = ['h', 'uhr'];

/** Whether the clock has twelve hours, and the day period of each hour (such as am and pm). */
const timeCustoms = oncePerLocale((locale) => {
  const format = timeFormat(locale);
  const textsOf = (hour: number, type: string) =>
    format
      .formatToParts(Date.UTC(2000, 0, 1, hour))
      .filter((part) => part.type === type)
      .map(({ value }) => letters(value))
      .filter(Boolean);
  return {
    isOfTwelve: format.resolvedOptions().hour12 === true,
    periods: Array.from({ length: 24 }, (_, hour) => [
      ...textsOf(hour, 'dayPeriod'),
      ...ENGLISH_PERIODS(hour),
    ]),
    words: [...HOUR_WORDS, ...textsOf(1, 'literal')],
  };
});
