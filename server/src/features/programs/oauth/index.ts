import { oauthRoutes } from './routes';
import { accessTokenSchema, oauthClientSchema } from './schema';

export { ACCESS_TOKEN_PREFIX } from './service';
export { type OAuthError, readTokenRequest } from './token-request';
export const oauth = {
  tables: {
    'oauth-client': oauthClientSchema,
    'access-token': accessTokenSchema,
  },
  routes: oauthRoutes,
};
