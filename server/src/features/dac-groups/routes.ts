import {
  createDacGroup,
  deleteDacGroup,
  listDacGroups,
  listUserDacGroups,
  setUserDacGroups,
  updateDacGroup,
} from '../../../../shared/contracts/dac-groups';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

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
