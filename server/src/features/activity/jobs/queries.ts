import type { z } from 'zod';

import type { Job } from '../../../../../shared/contracts/bulk';
import type * as contracts from '../../../../../shared/contracts/jobs';
import type { Actor } from '../../../platform/actor';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import * as store from './store';
import type { StoredJob } from './store';

export const describe = ({ step, actorName, actorId: _, ip: __, ...job }: StoredJob): Job => ({
  ...job,
  action: step.action,
  startedBy: actorName,
});

/** For the user who started it and for super admins; NOT_FOUND for everybody else. */
export const getJob = async (
  strapi: Strapi,
  id: number,
  { page, pageSize, filters }: z.output<typeof contracts.getJob.query>,
  actor: Actor,
) => {
  const job = await store.find(strapi, id);
  if (!job || (job.actorId !== actor.adminUserId && !actor.isSuperAdmin))
    throw new GatehouseError('NOT_FOUND');
  const ok = filters.ok && filters.ok.$eq === 'true';
  const results = await store.results(strapi, id, { ok, offset: (page - 1) * pageSize, limit: pageSize });
  const total = ok === undefined ? job.done : ok ? job.done - job.failed : job.failed;
  return { data: { ...describe(job), results }, meta: paginate({ page, pageSize, total }) };
};
