import {
  createDelegation,
  deleteDelegation,
  listDelegates,
  listDelegations,
  updateDelegation,
} from '../../../../shared/contracts/delegations';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

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
