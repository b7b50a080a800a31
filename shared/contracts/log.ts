import { z } from 'zod';

import { LOG_ACTIONS, TARGET_KINDS } from '../log/actions';
import {
  anyOf,
  byId,
  contract,
  dateRange,
  id,
  idInPath,
  isoDate,
  line,
  listMeta,
  multiline,
  paging,
} from './contract';

export const LOG_KINDS = ['note', 'change'] as const;

export const logEntry = z.object({
  id,
  kind: z.enum(LOG_KINDS),
  /** What was done, such as `locked` or `updated`; `note` for a note. */
  action: z.string(),
  /** What changed: field → its value before and after. Secrets never appear. */
  changes: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })).nullable(),
  text: z.string().nullable(),
  /** Who did it; null for Strapi itself or the command line. The name stays when the user is deleted. */
  actor: z.object({ id: id.nullable(), name: z.string() }),
  ip: z.string().nullable(),
  createdAt: isoDate,
});
export type LogEntry = z.output<typeof logEntry>;

export const listLog = contract({
  method: 'GET',
  path: '/users/:id/log',
  permissions: ['log.read'],
  params: byId,
  query: z.strictObject({ ...paging }),
  response: z.array(logEntry),
  meta: listMeta,
});

export const addNote = contract({
  method: 'POST',
  path: '/users/:id/notes',
  permissions: ['log.note'],
  params: byId,
  body: z.strictObject({ text: multiline(5000) }),
  response: logEntry,
  status: 201,
});

/** An entry of the whole log, with what it is about. */
export const activity = logEntry.extend({
  about: z.object({
    kind: z.enum(TARGET_KINDS),
    /** Null for a mail template, which is known by its name, and for the environment. */
    id: id.nullable(),
    /** Its present name, else its name at the time; null if names were not recorded yet. */
    name: z.string().nullable(),
    /** Whether it still exists. */
    isThere: z.boolean(),
  }),
  /** `user`: their entry in the directory; null if it no longer exists. */
  actor: logEntry.shape.actor.extend({ user: id.nullable() }),
});
export type Activity = z.output<typeof activity>;

/** Filters of the whole log and its export. */
const filters = z
  .strictObject({
    /** Who did it, by their entry in the directory. */
    actor: z.strictObject({ $eq: idInPath }).optional(),
    action: anyOf(z.enum(LOG_ACTIONS)).optional(),
    kind: z.strictObject({ $eq: z.enum(LOG_KINDS) }).optional(),
    /** Kinds of things it is about. */
    about: anyOf(z.enum(TARGET_KINDS)).optional(),
    /** One thing of the one kind in `about`: its id, or the name of a template. */
    target: z.strictObject({ $eq: line(64) }).optional(),
    /** The user in whose log it is. */
    user: z.strictObject({ $eq: idInPath }).optional(),
    createdAt: dateRange.optional(),
  })
  .default({});
export type ActivityFilters = z.output<typeof filters>;

/** The whole log, newest first. Includes notes for callers who may read users' logs. */
export const listActivity = contract({
  method: 'GET',
  path: '/log',
  permissions: ['activity.read'],
  sometimes: ['log.read'],
  scope: 'everybody',
  query: z.strictObject({ ...paging, filters }),
  response: z.array(activity),
  meta: listMeta,
});

export const exportActivity = contract({
  method: 'GET',
  path: '/log/export',
  permissions: ['activity.read', 'activity.export'],
  sometimes: ['log.read'],
  scope: 'everybody',
  query: z.strictObject({ filters }),
  response: z.undefined(),
  mediaType: 'text/csv',
});
