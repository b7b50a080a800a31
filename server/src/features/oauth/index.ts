import { oauthRoutes } from './routes';
import { accessTokenSchema, oauthClientSchema } from './schema';
import { oauthService } from './service';

export { ACCESS_TOKEN_PREFIX } from './service';
export { type OAuthError, readTokenRequest } from './token-request';
export const oauth = {
  contentTypes: {
    'oauth-client': { schema: oauthClientSchema },
    'access-token': { schema: accessTokenSchema },
  },
  services: { oauth: oauthService },
  routes: oauthRoutes,
};
