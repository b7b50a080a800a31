import { dayOfWeek, monthsLater, weeksOf } from '../../admin/src/components/calendar-month';

const AUGUST = { year: 2026, month: 8, day: 31 };

it.each([
  // The first of August 2026 is a Saturday.
  ['de', { year: 2026, month: 7, day: 27 }, 6],
  ['en', { year: 2026, month: 7, day: 26 }, 6],
])('the weeks of a month are whole, and begin as they do in %s', (locale, first, count) => {
  const weeks = weeksOf(AUGUST, locale);

  expect(weeks).toHaveLength(count);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeks[0]?.[0]).toEqual(first);
  expect(weeks.flat().filter(({ month }) => month === 8)).toHaveLength(31);
  expect(dayOfWeek(first, locale)).toBe(0);
});

it.each([
  [1, { year: 2026, month: 9, day: 30 }],
  [-1, { year: 2026, month: 7, day: 31 }],
  [6, { year: 2027, month: 2, day: 28 }],
  [-12, { year: 2025, month: 8, day: 31 }],
])('turns %i months and stays within the month', (months, expected) => {
  expect(monthsLater(AUGUST, months)).toEqual(expected);
});
