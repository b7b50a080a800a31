import * as contracts from '../../../../../shared/contracts/role-groups';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { updateUser } from '../../people/users/actions/update';
import { getUser } from '../../people/users/queries';
import { createRoleGroup, deleteRoleGroup, updateRoleGroup } from './actions';
import { getRoleGroup, listRoleGroups } from './queries';

export const roleGroupRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listRoleGroups, ({ query }) => listRoleGroups(strapi, query)),
    route(contracts.createRoleGroup, ({ body, actor }) => createRoleGroup(strapi, body, actor)),
    route(contracts.getRoleGroup, ({ params }) => getRoleGroup(strapi, params.id)),
    route(contracts.updateRoleGroup, ({ params, body, actor }) =>
      updateRoleGroup(strapi, params.id, body, actor),
    ),
    route(contracts.deleteRoleGroup, ({ params, actor }) => deleteRoleGroup(strapi, params.id, actor)),
    route(contracts.listUserRoleGroups, ({ params }) => getUser(strapi, params.id)),
    route(contracts.setUserRoleGroups, ({ params, body, actor }) =>
      updateUser(strapi, params.id, body, actor),
    ),
  ];
};
