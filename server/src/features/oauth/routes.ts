import { createOAuthClient, deleteOAuthClient, listOAuthClients } from '../../../../shared/contracts/oauth';
import { withFreshProof } from '../../access/fresh-proof';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

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
