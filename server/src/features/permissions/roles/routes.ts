import {
  getRole,
  getUserPermissions,
  listApiActions,
  listRoleChanges,
  listRoles,
  updateRole,
} from '../../../../../shared/contracts/roles';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const roleRoutes = (strapi: Strapi) => [
  route(listRoles, ({ query }) => getService(strapi, 'roles').list(query)),
  route(listApiActions, async () => getService(strapi, 'roles').apiActions()),
  route(getRole, ({ params }) => getService(strapi, 'roles').get(params.id)),
  route(updateRole, ({ params, body, actor }) => getService(strapi, 'roles').update(params.id, body, actor)),
  route(listRoleChanges, ({ params, query }) => getService(strapi, 'roles').changes(params.id, query)),
  route(getUserPermissions, ({ params }) => getService(strapi, 'roles').permissionsOfUser(params.id)),
];
