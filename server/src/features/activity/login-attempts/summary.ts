import {
  type LoginAttemptSummary,
  MAX_HOURLY,
  MAX_SUMMARY_DAYS,
  type OutcomeCounts,
  SUMMARY_DAYS,
} from '../../../../../shared/contracts/login-attempts';
import { QUARTER_MS, startOfQuarter, startsOf } from '../../../domain/time-buckets';
import type { Strapi } from '../../../platform/strapi';
import type { AttemptFilter } from './store';
import * as store from './store';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

type Question = AttemptFilter & { timeZone: string; now: Date };

const NONE: OutcomeCounts = { success: 0, failure: 0, challenge: 0 };

/** The range asked for, cut to the maximum; without a start, whole days up to its end. */
const rangeOf = ({ from, to, timeZone, now }: Question) => {
  const end = Math.min(to?.getTime() ?? now.getTime(), now.getTime());
  if (from) return { from: Math.max(Math.min(from.getTime(), end), end - MAX_SUMMARY_DAYS * DAY), to: end };
  const [before, firstDay] = startsOf('day', { from: end - SUMMARY_DAYS * DAY, to: end, timeZone });
  // Not before 1970: nothing is older, and no date in a response may be.
  return { from: Math.max(firstDay ?? before ?? end, 0), to: end };
};

/** Counts of outcomes by hour or by day, and the addresses refused most often. */
export const summarize = async (strapi: Strapi, question: Question): Promise<LoginAttemptSummary> => {
  const range = rangeOf(question);
  const unit = range.to - range.from <= MAX_HOURLY * HOUR ? 'hour' : 'day';
  const starts = startsOf(unit, { ...range, timeZone: question.timeZone });
  const filter = { ...question, from: new Date(range.from), to: new Date(range.to) };
  const origin = startOfQuarter(range.from);
  const { counted, countedFrom } = await store.countByQuarter(strapi, filter, new Date(origin));

  const buckets = starts.map((start, index) => ({
    start: new Date(start).toISOString(),
    end: new Date(starts[index + 1] ?? range.to).toISOString(),
    ...NONE,
  }));
  const totals = { ...NONE };
  let current = 0;
  for (const { quarter, outcome, total } of counted) {
    while ((starts[current + 1] ?? Infinity) <= origin + quarter * QUARTER_MS) current += 1;
    const bucket = buckets[current];
    if (bucket) bucket[outcome] += total;
    totals[outcome] += total;
  }
  return {
    from: filter.from.toISOString(),
    to: filter.to.toISOString(),
    unit,
    buckets,
    totals,
    refused: await store.mostRefused(strapi, filter),
    countedFrom,
  };
};
