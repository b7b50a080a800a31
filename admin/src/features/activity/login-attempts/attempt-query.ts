import { OUTCOMES, REASONS } from '../../../../../shared/constants';
import type { LoginAttemptFilters, LoginAttemptQuery } from '../../../api/login-attempts';
import { anyOfThe, isId, momentsIn, pagingOf, type UrlQuery, valueOf } from '../../../components/list-query';
import { dayIn, startOfDayIn } from '../../../components/zoned-time';

/** How far back the page looks: `period` in its URL, without which there is no limit. */
export const PERIODS = ['24h', '7d', '14d', '30d', '90d'] as const;
export type Period = (typeof PERIODS)[number];
export type AttemptUrlQuery = UrlQuery & { period?: string };

const HOURS_OF_A_DAY = 24;

export const periodOf = ({ period }: AttemptUrlQuery): Period | undefined =>
  PERIODS.find((known) => known === period);

/** The last 24 hours, or that many whole days including today, in the person's time zone. */
export const startOfPeriod = (period: Period, now: Date, timeZone: string): Date => {
  if (period === '24h') return new Date(now.getTime() - HOURS_OF_A_DAY * 60 * 60 * 1000);
  const days = Number.parseInt(period, 10);
  const today = dayIn(now, timeZone);
  return startOfDayIn({ ...today, day: today.day + 1 - days }, timeZone);
};

/** The range: the period's, else the date filter's. */
const rangeOf = (query: AttemptUrlQuery, now: Date, timeZone: string): { from?: Date; to?: Date } => {
  const period = periodOf(query);
  return period ? { from: startOfPeriod(period, now, timeZone) } : momentsIn(query, timeZone);
};

/** The filters in the page's URL, which can contain anything: what makes no sense is left out. */
export const attemptFilters = (
  query: AttemptUrlQuery,
  now: Date,
  timeZone: string,
  user?: number,
): LoginAttemptFilters => {
  const chosen = user === undefined ? valueOf(query, 'user') : String(user);
  const { from, to } = rangeOf(query, now, timeZone);
  const ip = valueOf(query, 'ip')?.trim();
  return {
    ...(isId(chosen) && { user: { $eq: chosen } }),
    outcome: anyOfThe(query, 'outcome', OUTCOMES),
    reason: anyOfThe(query, 'reason', REASONS),
    ...(ip && { ip: { $eq: ip } }),
    ...((from ?? to) && { createdAt: { $gte: from?.toISOString(), $lt: to?.toISOString() } }),
  };
};

export const loginAttemptQuery = (
  query: AttemptUrlQuery,
  now: Date,
  timeZone: string,
  user?: number,
): LoginAttemptQuery => ({
  ...pagingOf(query),
  filters: attemptFilters(query, now, timeZone, user),
});
