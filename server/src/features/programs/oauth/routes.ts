import {
  createOAuthClient,
  deleteOAuthClient,
  listOAuthClients,
} from '../../../../../shared/contracts/oauth';
import { withFreshProof } from '../../../access/fresh-proof';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const oauthRoutes = (strapi: Strapi) => {
  const oauth = () => getService(strapi, 'oauth');
  return [
    route(listOAuthClients, ({ params }) => oauth().list(params.id)),
    route(
      createOAuthClient,
      withFreshProof(strapi, ({ params, body, actor }) => oauth().create(params.id, body, actor)),
    ),
    route(deleteOAuthClient, ({ params, actor }) => oauth().remove(params.id, actor)),
  ];
};
