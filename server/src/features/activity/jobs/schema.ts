import { index } from '../../../platform/tables';

const JOBS = 'gatehouse_jobs';
const RESULTS = 'gatehouse_job_results';

/** Work on many users that no request waits for. */
export const jobSchema = {
  table: JOBS,
  attributes: {
    state: { type: 'string', required: true },
    /** JSON text of what is done to each. */
    step: { type: 'text', required: true },
    /** JSON text of the users' ids, as they were chosen at the start. */
    userIds: { type: 'text', required: true },
    total: { type: 'integer', required: true },
    /** Users processed: where the next batch begins, whichever server runs it. */
    done: { type: 'integer', required: true },
    failed: { type: 'integer', required: true },
    actorId: { type: 'integer' },
    actorName: { type: 'string', required: true },
    ip: { type: 'string' },
    finishedAt: { type: 'datetime' },
  },
  indexes: [index(JOBS, 'state', 'id'), index(JOBS, 'finished_at'), index(JOBS, 'actor_id', 'state')],
};

/** The result for each user of a job. */
export const jobResultSchema = {
  table: RESULTS,
  attributes: {
    jobId: { type: 'integer', required: true },
    userId: { type: 'integer', required: true },
    userName: { type: 'string' },
    ok: { type: 'boolean', required: true },
    code: { type: 'string' },
    message: { type: 'string' },
  },
  users: { userId: 'kept' },
  indexes: [index(RESULTS, 'job_id', 'ok', 'id')],
};
