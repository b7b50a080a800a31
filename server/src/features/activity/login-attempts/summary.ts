import { OUTCOMES } from '../../../../../shared/constants';
import {
  type LoginAttemptSummary,
  MAX_HOURLY,
  MAX_SUMMARY_DAYS,
  SUMMARY_DAYS,
} from '../../../../../shared/contracts/login-attempts';
import { addressOfKey } from '../../../domain/address-key';
import { QUARTER_MS, startOfQuarter, startsOf } from '../../../domain/time-buckets';
import { clock } from '../../../platform/clock';
import { perStrapi } from '../../../platform/per-strapi';
import type { Strapi } from '../../../platform/strapi';
import type { AttemptFilter } from './store';
import { NONE, tally } from './tally';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const MOST_REFUSED = 10;

type Question = AttemptFilter & { timeZone: string; now: Date };

/** The range asked for, cut to the maximum; without a start, whole days up to its end. */
const rangeOf = ({ from, to, timeZone, now }: Question) => {
  const end = Math.min(to?.getTime() ?? now.getTime(), now.getTime());
  if (from) return { from: Math.max(Math.min(from.getTime(), end), end - MAX_SUMMARY_DAYS * DAY), to: end };
  const [before, firstDay] = startsOf('day', { from: end - SUMMARY_DAYS * DAY, to: end, timeZone });
  // Not before 1970: nothing is older, and no date in a response may be.
  return { from: Math.max(firstDay ?? before ?? end, 0), to: end };
};

/** The addresses refused most often; found without sorting all, who may be hundreds of thousands. */
const mostRefused = (refused: ReadonlyMap<string, { count: number; last: number }>) => {
  const most: { key: string; count: number; last: number }[] = [];
  for (const [key, { count, last }] of refused) {
    const least = most[MOST_REFUSED - 1];
    if (least && (count < least.count || (count === least.count && key > least.key))) continue;
    most.push({ key, count, last });
    most.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
    most.splice(MOST_REFUSED);
  }
  return most.map(({ key, count, last }) => ({
    ip: addressOfKey(key),
    count,
    lastAt: new Date(last).toISOString(),
  }));
};

const count = async (strapi: Strapi, question: Question): Promise<LoginAttemptSummary> => {
  const range = rangeOf(question);
  const unit = range.to - range.from <= MAX_HOURLY * HOUR ? 'hour' : 'day';
  const starts = startsOf(unit, { ...range, timeZone: question.timeZone });
  const filter = { ...question, from: new Date(range.from), to: new Date(range.to) };
  const origin = startOfQuarter(range.from);
  const { quarters, refused, countedFrom } = await tally(strapi, filter, new Date(origin));

  const buckets = starts.map((start, index) => ({
    start: new Date(start).toISOString(),
    end: new Date(starts[index + 1] ?? range.to).toISOString(),
    ...NONE,
  }));
  const totals = { ...NONE };
  let current = 0;
  for (const [quarter, counts] of [...quarters].sort(([a], [b]) => a - b)) {
    while ((starts[current + 1] ?? Infinity) <= origin + quarter * QUARTER_MS) current += 1;
    for (const outcome of OUTCOMES) {
      const bucket = buckets[current];
      if (bucket) bucket[outcome] += counts[outcome];
      totals[outcome] += counts[outcome];
    }
  }
  return {
    from: filter.from.toISOString(),
    to: filter.to.toISOString(),
    unit,
    buckets,
    totals,
    refused: mostRefused(refused),
    countedFrom: countedFrom?.toISOString() ?? null,
  };
};

const underWay = perStrapi(() => new Map<string, Promise<LoginAttemptSummary>>());

/**
 * Counts of outcomes by hour or by day, and the addresses refused most often. Several who ask the same at a
 * time, such as on their home pages in the morning, get one answer.
 */
export const summarize = (strapi: Strapi, { now, ...asked }: Question): Promise<LoginAttemptSummary> => {
  const key = JSON.stringify(asked);
  const counting =
    underWay(strapi).get(key) ?? count(strapi, { ...asked, now }).finally(() => underWay(strapi).delete(key));
  underWay(strapi).set(key, counting);
  return counting;
};

/** How many addresses have at least so many failures. */
export const countRefusedAddresses = async (strapi: Strapi, since: Date, atLeast: number) => {
  const range = { from: since, to: clock.now() };
  const { refused } = await tally(strapi, { ...range, outcomes: ['failure'] }, since);
  let many = 0;
  for (const { count } of refused.values()) if (count >= atLeast) many += 1;
  return many;
};
