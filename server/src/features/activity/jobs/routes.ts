import { getJob } from '../../../../../shared/contracts/jobs';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const jobRoutes = (strapi: Strapi) => [
  route(getJob, ({ params, query, actor }) => getService(strapi, 'jobs').get(params.id, query, actor)),
];
