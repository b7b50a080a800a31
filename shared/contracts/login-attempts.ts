import { z } from 'zod';

import { MAX_TYPED_RANGE, OUTCOMES, REALMS, REASONS } from '../constants';
import { asciiTyped } from '../typed';
import { anyOf, contract, id, idInPath, isoDate, listMeta, paging, timeZone } from './contract';

export const loginAttempt = z.object({
  id,
  /** Null if no user has the typed name, and once the user is deleted. */
  user: z.object({ id, userName: z.string() }).nullable(),
  userName: z.string(),
  realm: z.enum(REALMS),
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS),
  message: z.string(),
  method: z.string(),
  ip: z.string(),
  userAgent: z.string().nullable(),
  /** The request, by method and route, if it is not a sign-in. */
  about: z.string().nullable(),
  /** How often it occurred within the minute, itself included. */
  count: z.number(),
  createdAt: isoDate,
});
export type LoginAttempt = z.output<typeof loginAttempt>;

/** Filters of the list, the summary and the export. */
const filters = z
  .strictObject({
    user: z.strictObject({ $eq: idInPath }).optional(),
    outcome: anyOf(z.enum(OUTCOMES)).optional(),
    reason: anyOf(z.enum(REASONS)).optional(),
    /** An address, a CIDR range or a trailing wildcard; `parseRange` checks the meaning. */
    ip: z.strictObject({ $eq: z.string().max(MAX_TYPED_RANGE).transform(asciiTyped) }).optional(),
    /** From `$gte` on, and before `$lt`. */
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

/** Days a summary covers unless told otherwise, and at most: longer ranges are cut at the start. */
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
  /** Hours or days of the given time zone without gaps, oldest first; the first and last may be partial. */
  buckets: z.array(bucket),
  totals: counts,
  /** The addresses that were denied most often, most first. */
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
