import type { BulkResult, BulkStep, Job } from '../../../../../shared/contracts/bulk';
import type { Actor } from '../../../platform/actor';
import {
  countRows,
  idsIn,
  newDocumentId,
  newRow,
  type Row,
  toIso,
  toText,
  withinTransaction,
} from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';

const JOBS = 'gatehouse_jobs';
const RESULTS = 'gatehouse_job_results';
const UNFINISHED = ['queued', 'running'];

export type StoredJob = Pick<Job, 'id' | 'state' | 'total' | 'done' | 'failed'> & {
  /** `given`: the permissions of the admin token that started it, if one did. */
  step: BulkStep & { given: Actor['tokenPermissions'] };
  actorId: number | null;
  actorName: string;
  ip: string | null;
  createdAt: string;
  finishedAt: string | null;
};

const HEAD = [
  'id',
  'state',
  'step',
  'total',
  'done',
  'failed',
  'actor_id',
  'actor_name',
  'ip',
  'created_at',
  'finished_at',
];

const toJob = (row: Row): StoredJob => ({
  id: Number(row.id),
  state: row.state as Job['state'],
  step: { given: null, ...(JSON.parse(String(row.step)) as BulkStep) },
  total: Number(row.total),
  done: Number(row.done),
  failed: Number(row.failed),
  actorId: row.actor_id === null ? null : Number(row.actor_id),
  actorName: String(row.actor_name),
  ip: toText(row.ip),
  createdAt: toIso(row.created_at) ?? '',
  finishedAt: toIso(row.finished_at),
});

const read = async (strapi: Strapi, id: number, { forUpdate = false } = {}) => {
  const { from } = await withinTransaction(strapi);
  const query = from(JOBS).where({ id }).select(HEAD);
  const row = await (forUpdate ? query.forUpdate() : query).first<Row | undefined>();
  return row ? toJob(row) : null;
};

export const find = (strapi: Strapi, id: number) => read(strapi, id);
/** Anyone else working on the job waits until the transaction ends. */
export const hold = (strapi: Strapi, id: number) => read(strapi, id, { forUpdate: true });

export const insert = async (
  strapi: Strapi,
  job: Pick<StoredJob, 'step' | 'actorId' | 'actorName' | 'ip'>,
  userIds: readonly number[],
  now: Date,
): Promise<StoredJob> => {
  const { from } = await withinTransaction(strapi);
  const documentId = newDocumentId();
  const isDone = userIds.length === 0;
  await from(JOBS).insert({
    document_id: documentId,
    state: isDone ? 'done' : 'queued',
    step: JSON.stringify(job.step),
    user_ids: JSON.stringify(userIds),
    total: userIds.length,
    done: 0,
    failed: 0,
    actor_id: job.actorId,
    actor_name: job.actorName,
    ip: job.ip,
    created_at: now,
    updated_at: now,
    finished_at: isDone ? now : null,
  });
  // Not every database returns the id of a new row.
  return toJob((await from(JOBS).where({ document_id: documentId }).first<Row>(HEAD)) as Row);
};

export const countUnfinished = async (strapi: Strapi, actorId: number | null): Promise<number> => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(JOBS).where({ actor_id: actorId }).whereIn('state', UNFINISHED));
};

/** The oldest unfinished job, whichever server started it. */
export const next = async (strapi: Strapi): Promise<StoredJob | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(JOBS).whereIn('state', UNFINISHED).orderBy('id').first<Row | undefined>(HEAD);
  return row ? toJob(row) : null;
};

export const userIds = async (strapi: Strapi, id: number): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(JOBS).where({ id }).first<Row>('user_ids');
  return JSON.parse(String(row?.user_ids)) as number[];
};

/** Stores a batch's results and the job's progress, in the transaction of the batch. */
export const advance = async (strapi: Strapi, job: StoredJob, results: readonly BulkResult[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(RESULTS).insert(
    results.map(({ id, userName, ok, code, message }) => ({
      ...newRow(now),
      job_id: job.id,
      user_id: id,
      user_name: userName,
      ok,
      code,
      message,
    })),
  );
  const done = job.done + results.length;
  const isDone = done >= job.total;
  await from(JOBS)
    .where({ id: job.id })
    .update({
      state: isDone ? 'done' : 'running',
      done,
      failed: job.failed + results.filter(({ ok }) => !ok).length,
      updated_at: now,
      finished_at: isDone ? now : null,
    });
};

export const stop = async (strapi: Strapi, id: number, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(JOBS)
    .where({ id })
    .whereIn('state', UNFINISHED)
    .update({ state: 'stopped', updated_at: now, finished_at: now });
};

export const results = async (
  strapi: Strapi,
  jobId: number,
  { ok, offset, limit }: { ok: boolean | undefined; offset: number; limit: number },
) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(RESULTS)
    .where({ job_id: jobId })
    .whereIn('ok', ok === undefined ? [true, false] : [ok])
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .select('*');
  return rows.map((row): BulkResult => {
    return {
      id: Number(row.user_id),
      userName: toText(row.user_name),
      ok: Boolean(row.ok),
      code: toText(row.code),
      message: toText(row.message),
    };
  });
};

/** Deletes up to `limit` jobs finished before then; returns how many. */
export const deleteSomeBefore = async (strapi: Strapi, before: Date, limit: number): Promise<number> => {
  const { from } = await withinTransaction(strapi);
  const ids = await idsIn(from(JOBS).where('finished_at', '<', before).limit(limit));
  if (ids.length === 0) return 0;
  await from(RESULTS).whereIn('job_id', ids).delete();
  await from(JOBS).whereIn('id', ids).delete();
  return ids.length;
};
