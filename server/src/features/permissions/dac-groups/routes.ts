import {
  createDacGroup,
  deleteDacGroup,
  listDacGroups,
  listUserDacGroups,
  setUserDacGroups,
  updateDacGroup,
} from '../../../../../shared/contracts/dac-groups';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const dacGroupRoutes = (strapi: Strapi) => {
  const groups = () => getService(strapi, 'dacGroups');
  return [
    route(listDacGroups, ({ query }) => groups().list(query)),
    route(createDacGroup, ({ body, actor }) => groups().create(body, actor)),
    route(updateDacGroup, ({ params, body, actor }) => groups().rename(params.id, body.name, actor)),
    route(deleteDacGroup, ({ params, actor }) => groups().remove(params.id, actor)),
    route(listUserDacGroups, ({ params }) => groups().heldBy(params.id)),
    route(setUserDacGroups, ({ params, body, actor }) => groups().setOf(params.id, body.dacGroups, actor)),
  ];
};
