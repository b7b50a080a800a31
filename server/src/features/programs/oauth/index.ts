import { followClients } from './follow';
import { oauthRoutes } from './routes';
import { accessTokenSchema, oauthClientSchema } from './schema';

export const oauth = {
  tables: {
    'oauth-client': oauthClientSchema,
    'access-token': accessTokenSchema,
  },
  routes: oauthRoutes,
  follow: followClients,
};
