import * as contracts from '../../../../../shared/contracts/api-keys';
import { withStepUp } from '../../../access/step-up';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { createApiKey, revokeApiKey, rotateApiKey } from './actions';
import { listApiKeys } from './queries';

export const apiKeyRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listApiKeys, ({ params }) => listApiKeys(strapi, params.id)),
    route(
      contracts.createApiKey,
      withStepUp(strapi, ({ params, body, actor }) => createApiKey(strapi, params.id, body, actor)),
    ),
    route(
      contracts.rotateApiKey,
      withStepUp(strapi, ({ params, body, actor }) => rotateApiKey(strapi, params.id, body, actor)),
    ),
    route(contracts.revokeApiKey, ({ params, actor }) => revokeApiKey(strapi, params.id, actor)),
  ];
};
