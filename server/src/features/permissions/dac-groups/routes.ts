import * as contracts from '../../../../../shared/contracts/dac-groups';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { createDacGroup, deleteDacGroup, renameDacGroup, setDacGroups } from './actions';
import { listDacGroups } from './queries';
import { dacGroupsHeldBy } from './record';

export const dacGroupRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listDacGroups, ({ query }) => listDacGroups(strapi, query)),
    route(contracts.createDacGroup, ({ body, actor }) => createDacGroup(strapi, body, actor)),
    route(contracts.updateDacGroup, ({ params, body, actor }) =>
      renameDacGroup(strapi, params.id, body.name, actor),
    ),
    route(contracts.deleteDacGroup, ({ params, actor }) => deleteDacGroup(strapi, params.id, actor)),
    route(contracts.listUserDacGroups, ({ params }) => dacGroupsHeldBy(strapi, params.id)),
    route(contracts.setUserDacGroups, ({ params, body, actor }) =>
      setDacGroups(strapi, params.id, body.dacGroups, actor),
    ),
  ];
};
