import * as contracts from '../../../../../shared/contracts/roles';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { updateRole } from './actions';
import { getRole, listApiActions, listRoleChanges, listRoles, permissionsOfUser } from './queries';

export const roleRoutes = (strapi: Strapi) => [
  route(contracts.listRoles, ({ query }) => listRoles(strapi, query)),
  route(contracts.listApiActions, async () => listApiActions(strapi)),
  route(contracts.getRole, ({ params }) => getRole(strapi, params.id)),
  route(contracts.updateRole, ({ params, body, actor }) => updateRole(strapi, params.id, body, actor)),
  route(contracts.listRoleChanges, ({ params, query }) => listRoleChanges(strapi, params.id, query)),
  route(contracts.getUserPermissions, ({ params }) => permissionsOfUser(strapi, params.id)),
];
