import { dayIn, startOfDayIn } from '../../../components/zoned-time';

/** Days as a person chooses them, in their own zone; moments as the list is asked for them. */

/** @example the moment at which 2026-01-31 begins where the person is; null for what is no day */
export const startOfDay = (day: string, timeZone: string, daysLater = 0): string | null => {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date || year < 1970 || year > 9998) return null;
  return startOfDayIn({ year, month, day: date + daysLater }, timeZone).toISOString();
};

/** The day of a moment, as a date field has it; of an end that is no longer meant, the day before. */
export const dayOf = (moment: string | undefined, timeZone: string, { isEnd = false } = {}): string => {
  if (!moment) return '';
  const { year, month, day } = dayIn(new Date(new Date(moment).getTime() - (isEnd ? 1 : 0)), timeZone);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
};
