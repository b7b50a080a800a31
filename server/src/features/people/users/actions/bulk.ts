import {
  BULK_BATCH,
  type BulkRequest,
  type BulkResult,
  type BulkStep,
  type ChosenUsers,
  MAX_BULK,
  MAX_BULK_AT_ONCE,
} from '../../../../../../shared/contracts/bulk';
import type { ErrorCode } from '../../../../../../shared/error-codes';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inChunks } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { startJob } from '../../../activity/jobs/actions';
import { seatsForEnabling } from '../../../permissions/licences/holding';
import { askScope } from '../../../permissions/scope/record';
import { filterFor } from '../queries';
import * as store from '../store';
import { assertMayBulk, assertMayPreview, batchFailed, changeUsers, decideMany } from './change-many';
import type { Foreseen } from './decided';

/** The ids of the users that are chosen, each once. */
const idsChosen = async (strapi: Strapi, { ids, filters, _q }: ChosenUsers, actor: Actor) => {
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
  return chosen;
};

/** Up to `MAX_BULK_AT_ONCE` ids are handled at once; more ids, or a filter, become a job. */
export const bulkUsers = async (strapi: Strapi, { ids, filters, _q, ...step }: BulkRequest, actor: Actor) => {
  await assertMayBulk(strapi, step, actor);
  if (ids && ids.length <= MAX_BULK_AT_ONCE) {
    const results: BulkResult[] = [];
    for (const batch of inChunks([...new Set(ids)], BULK_BATCH))
      results.push(...(await changeOrReport(strapi, batch, step, actor)));
    return { data: results };
  }
  const chosen = await idsChosen(strapi, { ids, filters, _q }, actor);
  return { status: 202, data: { job: await startJob(strapi, chosen, step, actor) } };
};

/** How many of the chosen users the change would be done to, and how many not, by reason. Changes nothing. */
export const previewBulk = async (
  strapi: Strapi,
  { ids, filters, _q, ...step }: BulkRequest,
  actor: Actor,
) => {
  await assertMayPreview(strapi, step, actor);
  const chosen = await idsChosen(strapi, { ids, filters, _q }, actor);
  const foreseen: Foreseen = { gone: new Set(), refusalOfSeat: await seatsForEnabling(strapi, actor) };
  const refused = new Map<ErrorCode, number>();
  // In the batches and the order of the change itself.
  for (const batch of inChunks(chosen, BULK_BATCH)) {
    const users = await store.findUsers(strapi, batch);
    const { maySee } = await askScope(strapi, users, actor);
    const seen = users.filter(maySee);
    const decided = await decideMany(strapi, seen, step, actor, foreseen);
    const codes = decided.flatMap((one) => one.refused?.code ?? []);
    const unseen = Array.from({ length: batch.length - seen.length }, () => 'NOT_FOUND' as const);
    for (const code of [...codes, ...unseen]) refused.set(code, (refused.get(code) ?? 0) + 1);
  }
  const count = [...refused.values()].reduce((sum, one) => sum + one, 0);
  return {
    data: {
      total: chosen.length,
      changed: chosen.length - count,
      refused: [...refused].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
    },
  };
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
