import * as contracts from '../../../../../shared/contracts/jobs';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { getJob } from './queries';

export const jobRoutes = (strapi: Strapi) => [
  route(contracts.getJob, ({ params, query, actor }) => getJob(strapi, params.id, query, actor)),
];
