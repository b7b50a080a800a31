import { z } from 'zod';

import { byId, contract, id, isoDate, nameOf } from './contract';

/** How long an access token is valid. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
/** Per user at a time, so that a secret can be replaced without a break. */
export const MAX_OAUTH_CLIENTS = 5;

/** What an API-only user gets access tokens with (RFC 6749 §4.4), without its secret. */
export const oauthClient = z.object({
  id,
  clientId: z.string(),
  description: z.string(),
  createdBy: z.string(),
  createdAt: isoDate,
  /** When a token was last fetched with it. */
  lastUsedAt: isoDate.nullable(),
});
export type OAuthClient = z.output<typeof oauthClient>;

export const listOAuthClients = contract({
  method: 'GET',
  path: '/users/:id/oauth-clients',
  permissions: ['api-keys.read'],
  params: byId,
  response: z.array(oauthClient),
});

export const createOAuthClient = contract({
  method: 'POST',
  path: '/users/:id/oauth-clients',
  permissions: ['api-keys.create'],
  params: byId,
  body: z.strictObject({ description: nameOf(255) }),
  /** With the secret, which only this answer contains, and where it gets access tokens. */
  response: oauthClient.extend({ clientSecret: z.string(), tokenUrl: z.string() }),
  status: 201,
});

/** Neither it nor its access tokens are accepted any more, from the next request on. */
export const deleteOAuthClient = contract({
  method: 'DELETE',
  path: '/oauth-clients/:id',
  permissions: ['api-keys.revoke'],
  scope: 'narrowed',
  params: byId,
  response: oauthClient,
});
