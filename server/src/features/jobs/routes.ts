import { getJob } from '../../../../shared/contracts/jobs';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

export const jobRoutes = (strapi: Strapi) => [
  route(getJob, ({ params, query, actor }) => getService(strapi, 'jobs').get(params.id, query, actor)),
];
