import { oauthRoutes } from './routes';
import { accessTokenSchema, oauthClientSchema } from './schema';
import { oauthService } from './service';

export { ACCESS_TOKEN_PREFIX } from './service';
export { type OAuthError, readTokenRequest } from './token-request';
export const oauth = {
  tables: {
    'oauth-client': oauthClientSchema,
    'access-token': accessTokenSchema,
  },
  services: { oauth: oauthService },
  routes: oauthRoutes,
};
