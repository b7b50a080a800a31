/**
 * Work on more users than a request can wait for. One server at a time works, on one job after another. If it
 * dies, the job resumes after its last batch, as a batch and the job's progress are one transaction.
 */

import { setTimeout as sleep } from 'node:timers/promises';

import { BULK_BATCH, type BulkResult, type BulkStep, type Job } from '../../../../../shared/contracts/bulk';
import { USER_ACTIONS } from '../../../../../shared/users/actions';
import { type Ability, type Actor, actorFrom, type NativeActor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { abilityOfToken, abilityOfUser } from '../../../platform/native';
import { perStrapi } from '../../../platform/per-strapi';
import type { Strapi } from '../../../platform/strapi';
import { assertMayBulk, batchFailed, changeUsers } from '../../people/users/actions/change-many';
import { isUserKeptOut } from '../../people/users/shut-out';
import { holdLease, releaseLease } from '../../settings/lease/record';
import { describe } from './queries';
import * as store from './store';
import type { StoredJob } from './store';

const WORK = 'jobs';
/** Longer than a batch takes; after this, another server takes over the job of one that died. */
const LEASE_MS = 60_000;
const UNFINISHED_A_PERSON = 10;
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const DELETED_AT_A_TIME = 10;

/** What this server is doing. */
const stateOf = perStrapi(() => ({ running: null as Promise<void> | null, isStopping: false }));

/** The user who started the job, as they are now: rights lost since then are missing for the rest of it. */
const actorOf = async (
  strapi: Strapi,
  { actorId, ip, step: { given } }: StoredJob,
): Promise<Actor | null> => {
  const native = (await strapi.db
    .query('admin::user')
    .findOne({ where: { id: actorId }, populate: ['roles'] })) as NativeActor | null;
  if (!native || (await isUserKeptOut(strapi, native.id))) return null;
  const ability = await (given ? abilityOfToken(strapi, given, native) : abilityOfUser(strapi, native));
  return actorFrom(native, ability as Ability, ip, given);
};

const mayGoOn = async (strapi: Strapi, step: BulkStep, actor: Actor | null): Promise<boolean> => {
  if (!actor?.can(USER_ACTIONS[step.action].permission)) return false;
  try {
    await assertMayBulk(strapi, step, actor);
    return true;
  } catch (error) {
    if (error instanceof GatehouseError) return false;
    throw error;
  }
};

/** Runs a batch and stores its results, or neither. Does nothing if another server has done it meanwhile. */
const doBatch = (strapi: Strapi, job: StoredJob, change: () => Promise<BulkResult[]>) =>
  inTransaction(strapi, async () => {
    const current = await store.hold(strapi, job.id);
    if (current?.done === job.done) await store.advance(strapi, current, await change(), clock.now());
  });

/** Runs one batch of the job; false: none is left. */
const step = async (strapi: Strapi, id: number, userIds: readonly number[]): Promise<boolean> => {
  const job = await store.find(strapi, id);
  if (!job || job.finishedAt !== null) return false;
  const actor = await actorOf(strapi, job);
  if (!actor || !(await mayGoOn(strapi, job.step, actor))) {
    await store.stop(strapi, id, clock.now());
    return false;
  }
  const batch = userIds.slice(job.done, job.done + BULK_BATCH);
  try {
    await doBatch(strapi, job, () => changeUsers(strapi, batch, job.step, actor));
  } catch (error) {
    strapi.log.error(`[gatehouse] ${job.step.action} of ${batch.length} users failed`, error);
    if (stateOf(strapi).isStopping) return false;
    await doBatch(strapi, job, async () => batchFailed(batch));
  }
  return true;
};

const work = async (strapi: Strapi) => {
  const state = stateOf(strapi);
  while (!state.isStopping) {
    const job = await store.next(strapi);
    if (!job || !(await holdLease(strapi, WORK, LEASE_MS))) break;
    const userIds = await store.userIds(strapi, job.id);
    while (!state.isStopping && (await holdLease(strapi, WORK, LEASE_MS))) {
      const began = performance.now();
      if (!(await step(strapi, job.id, userIds))) break;
      // On SQLite nothing else is answered during a batch, so pause for as long as it took.
      await sleep(performance.now() - began);
    }
  }
  await releaseLease(strapi, WORK);
};

/** Runs unfinished jobs, unless this server already does or another one holds the lease. */
export const runJobs = (strapi: Strapi): Promise<void> => {
  const state = stateOf(strapi);
  return (state.running ??= work(strapi)
    .catch((error: unknown) => void strapi.log.error('[gatehouse] a job could not go on', error))
    .finally(() => {
      state.running = null;
    }));
};

export const startJob = async (
  strapi: Strapi,
  userIds: readonly number[],
  what: BulkStep,
  actor: Actor,
): Promise<Job> => {
  if ((await store.countUnfinished(strapi, actor.adminUserId)) >= UNFINISHED_A_PERSON)
    throw new GatehouseError('TOO_MANY_JOBS');
  const by = { actorId: actor.adminUserId, actorName: actor.name.slice(0, 255), ip: actor.ip };
  const job = await store.insert(
    strapi,
    { step: { ...what, given: actor.tokenPermissions }, ...by },
    userIds,
    clock.now(),
  );
  void runJobs(strapi);
  return describe(job);
};

export const deleteOldJobs = async (strapi: Strapi) => {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  while ((await store.deleteSomeBefore(strapi, before, DELETED_AT_A_TIME)) === DELETED_AT_A_TIME);
};

/** Lets the current batch finish and starts no other. */
export const stopJobs = async (strapi: Strapi) => {
  const state = stateOf(strapi);
  state.isStopping = true;
  await state.running;
};
