import {
  BULK_BATCH,
  type BulkRequest,
  type BulkResult,
  type BulkStep,
  MAX_BULK,
  MAX_BULK_AT_ONCE,
} from '../../../../../../shared/contracts/bulk';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inChunks } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { startJob } from '../../../activity/jobs/actions';
import { filterFor } from '../queries';
import * as store from '../store';
import { assertMayBulk, batchFailed, changeUsers } from './change-many';

/** Up to `MAX_BULK_AT_ONCE` ids are handled at once; more ids, or a filter, become a job. */
export const bulkUsers = async (strapi: Strapi, { ids, filters, _q, ...step }: BulkRequest, actor: Actor) => {
  await assertMayBulk(strapi, step, actor);
  if (ids && ids.length <= MAX_BULK_AT_ONCE) {
    const results: BulkResult[] = [];
    for (const batch of inChunks([...new Set(ids)], BULK_BATCH))
      results.push(...(await changeOrReport(strapi, batch, step, actor)));
    return { data: results };
  }
  const chosen = ids
    ? [...new Set(ids)]
    : await store.findIds(
        strapi,
        await filterFor(strapi, { q: _q, ...filters }, actor),
        MAX_BULK + 1,
        clock.now(),
      );
  // Changing only some of them silently would be worse than none.
  if (chosen.length > MAX_BULK) throw new GatehouseError('TOO_MANY_USERS');
  return { status: 202, data: { job: await startJob(strapi, chosen, step, actor) } };
};

/** A batch that fails is rolled back and reported; the others go on. */
async function changeOrReport(strapi: Strapi, batch: readonly number[], step: BulkStep, actor: Actor) {
  try {
    return await changeUsers(strapi, batch, step, actor);
  } catch (error) {
    strapi.log.error(`[gatehouse] ${step.action} of ${batch.length} users failed`, error);
    return batchFailed(batch);
  }
}
