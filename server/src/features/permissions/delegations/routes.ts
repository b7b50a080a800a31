import * as contracts from '../../../../../shared/contracts/delegations';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { createDelegation, endDelegation, updateDelegation } from './actions';
import { listDelegates, listDelegations } from './queries';

export const delegationRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listDelegations, ({ params, actor }) => listDelegations(strapi, params.id, actor)),
    route(contracts.listDelegates, ({ params, query, actor }) =>
      listDelegates(strapi, params.id, query, actor),
    ),
    route(contracts.createDelegation, ({ params, body, actor }) =>
      createDelegation(strapi, params.id, body, actor),
    ),
    route(contracts.updateDelegation, ({ params, body, actor }) =>
      updateDelegation(strapi, params.id, body, actor),
    ),
    route(contracts.deleteDelegation, ({ params, actor }) => endDelegation(strapi, params.id, actor)),
  ];
};
