import { z } from 'zod';

import { MAX_TYPED_RANGE, OUTCOMES, REALMS, REASONS } from '../constants';
import { asciiTyped } from '../typed';
import { anyOf, contract, id, idInPath, isoDate, listMeta, paging, timeZone } from './contract';

export const loginAttempt = z.object({
  id,
  /** Null where nobody has the name that was typed, and once the user is deleted. */
  user: z.object({ id, userName: z.string() }).nullable(),
  userName: z.string(),
  realm: z.enum(REALMS),
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS),
  message: z.string(),
  method: z.string(),
  ip: z.string(),
  userAgent: z.string().nullable(),
  /** Which request it is about, by method and route, where it is no sign-in. */
  about: z.string().nullable(),
  /** How often it was repeated within the minute, itself included. */
  count: z.number(),
  createdAt: isoDate,
});
export type LoginAttempt = z.output<typeof loginAttempt>;

/** What the list, the summary and the export choose by. */
const filters = z
  .strictObject({
    user: z.strictObject({ $eq: idInPath }).optional(),
    outcome: anyOf(z.enum(OUTCOMES)).optional(),
    reason: anyOf(z.enum(REASONS)).optional(),
    /** An address, a CIDR range or a wildcard at the end; what is meant is checked by `parseRange`. */
    ip: z.strictObject({ $eq: z.string().max(MAX_TYPED_RANGE).transform(asciiTyped) }).optional(),
    /** From then on, and before then. */
    createdAt: z.strictObject({ $gte: isoDate.optional(), $lt: isoDate.optional() }).optional(),
  })
  .default({});
export type LoginAttemptFilters = z.output<typeof filters>;

export const listLoginAttempts = contract({
  method: 'GET',
  path: '/login-attempts',
  permissions: ['login-attempts.read'],
  scope: 'narrowed',
  query: z.strictObject({ ...paging, filters }),
  response: z.array(loginAttempt),
  meta: listMeta,
});

/** Days a summary covers where nobody says from when, and at most: a longer range is cut at its beginning. */
export const SUMMARY_DAYS = 14;
export const MAX_SUMMARY_DAYS = 92;
/** Ranges up to this many hours are shown by the hour, longer ones by the day. */
export const MAX_HOURLY = 48;

const counts = z.object({ success: z.number(), failure: z.number(), challenge: z.number() });
export type OutcomeCounts = z.output<typeof counts>;

const bucket = counts.extend({ start: isoDate, end: isoDate });
export type SummaryBucket = z.output<typeof bucket>;

export const loginAttemptSummary = z.object({
  from: isoDate,
  to: isoDate,
  unit: z.enum(['hour', 'day']),
  /** Hours or days of the given time zone without a gap, oldest first; the first and the last may be parts. */
  buckets: z.array(bucket),
  totals: counts,
  /** The addresses most refused, most first. */
  refused: z.array(z.object({ ip: z.string(), count: z.number(), lastAt: isoDate })),
  /** Only the newest attempts were counted, back to here; null: all were. */
  countedFrom: isoDate.nullable(),
});
export type LoginAttemptSummary = z.output<typeof loginAttemptSummary>;

export const summarizeLoginAttempts = contract({
  method: 'GET',
  path: '/login-attempts/summary',
  permissions: ['login-attempts.read'],
  scope: 'narrowed',
  query: z.strictObject({ filters, timeZone: timeZone.default('UTC') }),
  response: loginAttemptSummary,
});

export const exportLoginAttempts = contract({
  method: 'GET',
  path: '/login-attempts/export',
  permissions: ['login-attempts.read', 'login-attempts.export'],
  scope: 'narrowed',
  query: z.strictObject({ filters }),
  response: z.undefined(),
  mediaType: 'text/csv',
});
