import { getPolicy, updatePolicy } from '../../../../shared/contracts/policy';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

export const policyRoutes = (strapi: Strapi) => [
  route(getPolicy, () => getService(strapi, 'policy').get()),
  route(updatePolicy, ({ body, actor }) => getService(strapi, 'policy').update(body, actor)),
];
