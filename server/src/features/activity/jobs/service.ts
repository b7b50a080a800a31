import { setTimeout as sleep } from 'node:timers/promises';

import type { z } from 'zod';

import {
  BULK_BATCH,
  BULK_PERMISSIONS,
  type BulkResult,
  type BulkStep,
  type Job,
} from '../../../../../shared/contracts/bulk';
import type { getJob } from '../../../../../shared/contracts/jobs';
import { type Ability, type Actor, actorFrom, type NativeActor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { abilityOfToken, abilityOfUser } from '../../../platform/native';
import { paginate } from '../../../platform/pagination';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createJobStore, type StoredJob } from './store';

const WORK = 'jobs';
/** Longer than a batch takes; a server that dies leaves its job to another after it. */
const LEASE_MS = 60_000;
const UNFINISHED_A_PERSON = 10;
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const DELETED_AT_A_TIME = 10;

const describe = ({ step, actorName, actorId: _, ip: __, ...job }: StoredJob): Job => ({
  ...job,
  action: step.action,
  startedBy: actorName,
});

/**
 * Work on more users than a request can wait for. One server at a time works, on one job after the other; one that
 * dies leaves the job where its last batch ended, as a batch and how far the job is are one transaction.
 */
export const jobsService = ({ strapi }: { strapi: Strapi }) => {
  const store = createJobStore(strapi);
  const users = () => getService(strapi, 'users');
  const lease = () => getService(strapi, 'lease');
  let running: Promise<void> | null = null;
  let isStopping = false;

  /** Who started the job, as they are now: what was taken from them since then holds for what is still to be done. */
  const actorOf = async ({ actorId, ip, step: { given } }: StoredJob): Promise<Actor | null> => {
    const native = (await strapi.db
      .query('admin::user')
      .findOne({ where: { id: actorId }, populate: ['roles'] })) as NativeActor | null;
    if (!native || (await users().isKeptOut(native.id))) return null;
    const ability = await (given ? abilityOfToken(strapi, given, native) : abilityOfUser(strapi, native));
    return actorFrom(native, ability as Ability, ip, given);
  };

  const mayGoOn = async (step: BulkStep, actor: Actor | null): Promise<boolean> => {
    if (!actor?.can(BULK_PERMISSIONS[step.action])) return false;
    try {
      await users().assertMayBulk(step, actor);
      return true;
    } catch (error) {
      if (error instanceof GatehouseError) return false;
      throw error;
    }
  };

  /** Does a batch and keeps how it went, or neither. Nothing where another server has done it meanwhile. */
  const doBatch = (job: StoredJob, change: () => Promise<BulkResult[]>) =>
    inTransaction(strapi, async () => {
      const current = await store.hold(job.id);
      if (current?.done === job.done) await store.advance(current, await change(), clock.now());
    });

  /** One batch of the job; false: it has none left. */
  const step = async (id: number, userIds: readonly number[]): Promise<boolean> => {
    const job = await store.find(id);
    if (!job || job.finishedAt !== null) return false;
    const actor = await actorOf(job);
    if (!actor || !(await mayGoOn(job.step, actor))) {
      await store.stop(id, clock.now());
      return false;
    }
    const batch = userIds.slice(job.done, job.done + BULK_BATCH);
    try {
      await doBatch(job, () => users().changeMany(batch, job.step, actor));
    } catch (error) {
      strapi.log.error(`[gatehouse] ${job.step.action} of ${batch.length} users failed`, error);
      if (isStopping) return false;
      await doBatch(job, async () => users().batchFailed(batch));
    }
    return true;
  };

  const work = async () => {
    while (!isStopping) {
      const job = await store.next();
      if (!job || !(await lease().hold(WORK, LEASE_MS))) break;
      const userIds = await store.userIds(job.id);
      while (!isStopping && (await lease().hold(WORK, LEASE_MS))) {
        const began = performance.now();
        if (!(await step(job.id, userIds))) break;
        // On SQLite nobody else is answered during a batch: they have as long as it took.
        await sleep(performance.now() - began);
      }
    }
    await lease().release(WORK);
  };

  /** Works on what there is, unless this server is at it already or another one holds the lease. */
  const run = (): Promise<void> => {
    const current =
      running ??
      work()
        .catch((error: unknown) => void strapi.log.error('[gatehouse] a job could not go on', error))
        .finally(() => {
          running = null;
        });
    running = current;
    return current;
  };

  return {
    run,

    async start(userIds: readonly number[], what: BulkStep, actor: Actor): Promise<Job> {
      if ((await store.countUnfinished(actor.adminUserId)) >= UNFINISHED_A_PERSON)
        throw new GatehouseError('TOO_MANY_JOBS');
      const by = { actorId: actor.adminUserId, actorName: actor.name.slice(0, 255), ip: actor.ip };
      const job = await store.insert({ step: { ...what, given: actor.given }, ...by }, userIds, clock.now());
      void run();
      return describe(job);
    },

    /** For who started it, and for super admins; to everybody else it is not there. */
    async get(id: number, { page, pageSize, filters }: z.output<typeof getJob.query>, actor: Actor) {
      const job = await store.find(id);
      if (!job || (job.actorId !== actor.adminUserId && !actor.isSuperAdmin))
        throw new GatehouseError('NOT_FOUND');
      const ok = filters.ok && filters.ok.$eq === 'true';
      const results = await store.results(id, { ok, offset: (page - 1) * pageSize, limit: pageSize });
      const total = ok === undefined ? job.done : ok ? job.done - job.failed : job.failed;
      return { data: { ...describe(job), results }, meta: paginate({ page, pageSize, total }) };
    },

    async deleteOld() {
      const before = new Date(clock.now().getTime() - KEPT_MS);
      while ((await store.deleteSomeBefore(before, DELETED_AT_A_TIME)) === DELETED_AT_A_TIME);
    },

    /** Lets the batch that is under way end, and begins no other. */
    async stop() {
      isStopping = true;
      await running;
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    jobs: ReturnType<typeof jobsService>;
  }
}
