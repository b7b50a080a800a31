import {
  createRoleGroup,
  deleteRoleGroup,
  getRoleGroup,
  listRoleGroups,
  listUserRoleGroups,
  setUserRoleGroups,
  updateRoleGroup,
} from '../../../../../shared/contracts/role-groups';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const roleGroupRoutes = (strapi: Strapi) => {
  const groups = () => getService(strapi, 'roleGroups');
  const users = () => getService(strapi, 'users');
  return [
    route(listRoleGroups, ({ query }) => groups().list(query)),
    route(createRoleGroup, ({ body, actor }) => groups().create(body, actor)),
    route(getRoleGroup, ({ params }) => groups().get(params.id)),
    route(updateRoleGroup, ({ params, body, actor }) => groups().update(params.id, body, actor)),
    route(deleteRoleGroup, ({ params, actor }) => groups().remove(params.id, actor)),
    route(listUserRoleGroups, ({ params }) => users().get(params.id)),
    route(setUserRoleGroups, ({ params, body, actor }) => users().update(params.id, body, actor)),
  ];
};
