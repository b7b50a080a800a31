import { getRole, listRoles } from '../../../../shared/contracts/roles';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

export const roleRoutes = (strapi: Strapi) => [
  route(listRoles, ({ query }) => getService(strapi, 'roles').list(query)),
  route(getRole, ({ params }) => getService(strapi, 'roles').get(params.id)),
];
