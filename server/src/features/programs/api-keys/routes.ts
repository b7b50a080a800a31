import {
  createApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from '../../../../../shared/contracts/api-keys';
import { withFreshProof } from '../../../access/fresh-proof';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const apiKeyRoutes = (strapi: Strapi) => {
  const keys = () => getService(strapi, 'apiKeys');
  return [
    route(listApiKeys, ({ params }) => keys().list(params.id)),
    route(
      createApiKey,
      withFreshProof(strapi, ({ params, body, actor }) => keys().create(params.id, body, actor)),
    ),
    route(
      rotateApiKey,
      withFreshProof(strapi, ({ params, body, actor }) => keys().rotate(params.id, body, actor)),
    ),
    route(revokeApiKey, ({ params, actor }) => keys().revoke(params.id, actor)),
  ];
};
