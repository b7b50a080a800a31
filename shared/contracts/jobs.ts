import { z } from 'zod';

import { bulkResult, job } from './bulk';
import { byId, contract, listMeta, paging } from './contract';

/** A job's progress, and a page of its results. For the user who started it, and for super admins. */
export const getJob = contract({
  method: 'GET',
  path: '/jobs/:id',
  permissions: ['users.read'],
  scope: 'narrowed',
  params: byId,
  query: z.strictObject({
    ...paging,
    filters: z
      .strictObject({ ok: z.strictObject({ $eq: z.enum(['true', 'false']) }).optional() })
      .default({}),
  }),
  response: job.extend({ results: z.array(bulkResult) }),
  meta: listMeta,
});
