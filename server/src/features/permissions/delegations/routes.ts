import {
  createDelegation,
  deleteDelegation,
  listDelegates,
  listDelegations,
  updateDelegation,
} from '../../../../../shared/contracts/delegations';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const delegationRoutes = (strapi: Strapi) => {
  const delegation = () => getService(strapi, 'delegation');
  return [
    route(listDelegations, ({ params, actor }) => delegation().list(params.id, actor)),
    route(listDelegates, ({ params, query, actor }) => delegation().listDelegates(params.id, query, actor)),
    route(createDelegation, ({ params, body, actor }) => delegation().create(params.id, body, actor)),
    route(updateDelegation, ({ params, body, actor }) => delegation().update(params.id, body, actor)),
    route(deleteDelegation, ({ params, actor }) => delegation().end(params.id, actor)),
  ];
};
