import { z } from 'zod';

import { BULK_ACTIONS } from '../users/actions';
import { contract, id, isoDate, reason } from './contract';
import { userFilters, userSearch } from './users';

/** Up to this many, the answer has the results; more users become a job. */
export const MAX_BULK_AT_ONCE = 200;
export const MAX_BULK = 10_000;
/** Users per transaction: few enough that nobody else waits for long. */
export const BULK_BATCH = 100;

export const bulkResult = z.object({
  /** The user's id. */
  id,
  /** Null if there is no such user. */
  userName: z.string().nullable(),
  ok: z.boolean(),
  /** Why it was not done; the user was not changed at all then. */
  code: z.string().nullable(),
  message: z.string().nullable(),
});
export type BulkResult = z.output<typeof bulkResult>;

export const job = z.object({
  id,
  action: z.enum(BULK_ACTIONS),
  /** `stopped`: whoever started it may no longer do this; what was done by then stays done. */
  state: z.enum(['queued', 'running', 'done', 'stopped']),
  total: z.number(),
  /** Users looked at so far. */
  done: z.number(),
  /** Those of them that were left unchanged. */
  failed: z.number(),
  startedBy: z.string(),
  createdAt: isoDate,
  finishedAt: isoDate.nullable(),
});
export type Job = z.output<typeof job>;

const bulkRequest = z
  .strictObject({
    action: z.enum(BULK_ACTIONS),
    ids: z.array(id).min(1).max(MAX_BULK).optional(),
    /** Instead of `ids`: everybody the list shows for the same `filters` and `_q`, as a job. */
    filters: userFilters.optional(),
    _q: userSearch.optional(),
    reason: reason.optional(),
    until: isoDate.nullable().optional(),
    role: id.optional(),
  })
  .superRefine(({ action, ids, filters, _q, until, role }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const isByFilter = filters !== undefined || _q !== undefined;
    if (ids && isByFilter) refuse('ids', 'goes without filters and _q');
    if (!ids && !isByFilter) refuse('ids', 'must name the users, or filters who they are');
    if (until && action !== 'suspend') refuse('until', 'goes with suspend alone');
    if (role !== undefined && action !== 'assign-role') refuse('role', 'goes with assign-role alone');
    if (role === undefined && action === 'assign-role') refuse('role', 'must name the role');
  });

export const bulkUsers = contract({
  method: 'POST',
  path: '/users/bulk',
  // And the action's own.
  permissions: ['users.read'],
  sometimes: ['api-keys.read'],
  scope: 'narrowed',
  body: bulkRequest,
  /** One result per user or, with the other status, the job that produces them. */
  response: z.union([z.array(bulkResult), z.object({ job })]),
  otherStatus: 202,
});
export type BulkRequest = z.output<typeof bulkUsers.body>;
export type ChosenUsers = Pick<BulkRequest, 'ids' | 'filters' | '_q'>;
/** What is done to each of the users. */
export type BulkStep = Pick<BulkRequest, 'action' | 'reason' | 'until' | 'role'>;

export const previewBulk = contract({
  method: 'POST',
  path: '/users/bulk/preview',
  // And the action's own.
  permissions: ['users.read'],
  scope: 'narrowed',
  body: bulkRequest,
  response: z.object({
    total: z.number(),
    changed: z.number(),
    /** The others, by the code of their refusal, most first. */
    refused: z.array(z.object({ code: z.string(), count: z.number() })),
  }),
});
export type BulkPreview = z.output<typeof previewBulk.response>;
