import * as contracts from '../../../../../shared/contracts/oauth';
import { withStepUp } from '../../../access/step-up';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { createOAuthClient, deleteOAuthClient } from './actions';
import { listOAuthClients } from './queries';

export const oauthRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listOAuthClients, ({ params }) => listOAuthClients(strapi, params.id)),
    route(
      contracts.createOAuthClient,
      withStepUp(strapi, ({ params, body, actor }) => createOAuthClient(strapi, params.id, body, actor)),
    ),
    route(contracts.deleteOAuthClient, ({ params, actor }) => deleteOAuthClient(strapi, params.id, actor)),
  ];
};
