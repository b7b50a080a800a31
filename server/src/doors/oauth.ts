import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { ACCESS_TOKEN_SECONDS } from '../../../shared/contracts/oauth';
import { askerOf } from '../access/identify';
import { admitOwner } from '../access/key-owner';
import type { Asker } from '../domain/client-address';
import { contentApiUrl } from '../features/programs/api-keys/example';
import { keyOwnerOfUser } from '../features/programs/api-keys/store';
import { ACCESS_TOKEN_PREFIX } from '../features/programs/oauth/record';
import { type OAuthError, readTokenRequest } from '../features/programs/oauth/token-request';
import { authenticateClient, issueAccessToken, userOfAccessToken } from '../features/programs/oauth/record';
import type { Strapi } from '../platform/strapi';
import { type Door, functionAt } from './door';
import { requestAuth } from './native';

type Auth = { credentials: { userId: number } | null; ability: { can: (action: string) => boolean } | null };
type Strategy = {
  name: string;
  authenticate: (ctx: Context) => Promise<object>;
  verify: (auth: Auth, config: { scope?: string | string[] }) => void;
};

type Register = (type: string, strategy: Strategy) => void;

const PATH = '/gatehouse/oauth';
/** RFC 8414 §3: goes between the host and the path of the issuer. */
const WELL_KNOWN = '/.well-known/oauth-authorization-server';

/**
 * Access tokens for the Content API (RFC 6750), beside Strapi's own API tokens: one more strategy in the one
 * place that authenticates requests (core/src/services/auth/index.ts, 5.54).
 */
export const oauthToken: Door = {
  name: 'access token',
  decorates: [
    {
      ...requestAuth('register'),
      arity: 2,
      mount: (strapi) =>
        functionAt<Register>(strapi, requestAuth('register'))('content-api', strategyOf(strapi)),
    },
  ],
};

const strategyOf = (strapi: Strapi): Strategy => ({
  name: 'gatehouse-oauth',
  async authenticate(ctx) {
    const token = bearerOf(ctx);
    if (!token?.startsWith(ACCESS_TOKEN_PREFIX)) return { authenticated: false };
    const asker = askerOf(strapi, ctx);
    const userId = await userOfAccessToken(strapi, token);
    const admitted = userId === null ? null : await admit(strapi, userId, asker);
    if (admitted) return { authenticated: true, credentials: { userId }, ...admitted };
    // RFC 6750 §3
    ctx.set('WWW-Authenticate', 'Bearer error="invalid_token"');
    return { authenticated: false, error: new errors.UnauthorizedError('Missing or invalid credentials') };
  },
  verify({ ability }, { scope }) {
    const scopes = [scope].flat();
    if (!ability || !scopes.every((action) => action !== undefined && ability.can(action)))
      throw new errors.ForbiddenError();
  },
});

const bearerOf = (ctx: Context) => /^Bearer (\S+)$/i.exec(ctx.get('authorization'))?.[1];

const admit = async (strapi: Strapi, userId: number, asker: Asker) => {
  const owner = await keyOwnerOfUser(strapi, userId);
  return owner && admitOwner(strapi, owner, asker, 'oauth');
};

/** `POST /api/gatehouse/oauth/token`, and the metadata by which a client discovers it. */
export const oauthRoutesOf = (strapi: Strapi) => {
  const issuer = () => `${contentApiUrl(strapi)}${PATH}`;
  const describe = (ctx: Context) => {
    ctx.body = {
      issuer: issuer(),
      token_endpoint: `${issuer()}/token`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      response_types_supported: [],
    };
  };
  strapi.server.routes([
    {
      method: 'GET',
      path: `${WELL_KNOWN}${new URL(issuer()).pathname}`,
      handler: describe,
      config: { auth: false },
    },
  ] as never);
  const open = { config: { auth: false } };
  return [
    { method: 'GET', path: `/oauth${WELL_KNOWN}`, handler: describe, ...open },
    {
      method: 'POST',
      path: '/oauth/token',
      handler: (ctx: Context) => answerToken(strapi, ctx),
      ...open,
    },
  ];
};

/** RFC 6749 §5. Fails closed: if access can't be checked, says so and issues no token. */
const answerToken = async (strapi: Strapi, ctx: Context) => {
  ctx.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
  const refuse = (error: OAuthError, description: string, isBasic = false) => {
    ctx.status = error === 'invalid_client' ? 401 : error === 'temporarily_unavailable' ? 503 : 400;
    // RFC 6749 §5.2: only if the client used that scheme.
    if (error === 'invalid_client' && isBasic) ctx.set('WWW-Authenticate', 'Basic realm="gatehouse"');
    ctx.body = { error, error_description: description };
  };
  const request = readTokenRequest(
    ctx.get('authorization') || undefined,
    (ctx.request as { body?: unknown }).body,
  );
  if ('error' in request) return refuse(request.error, request.description, request.isBasic);
  const asker = askerOf(strapi, ctx);
  try {
    const client = await authenticateClient(strapi, request, asker);
    // A client that may not come in gets the answer for a wrong secret; the login history says why.
    if (!client || !(await admit(strapi, client.userId, asker)))
      return refuse('invalid_client', 'The client is not known, or may not come in', request.isBasic);
    const token = await issueAccessToken(strapi, client.id);
    if (token === null)
      return refuse('temporarily_unavailable', 'The client has too many tokens that are still good');
    ctx.status = 200;
    ctx.body = { access_token: token, token_type: 'Bearer', expires_in: ACCESS_TOKEN_SECONDS };
  } catch (error) {
    strapi.log.error('[gatehouse] a token could not be given', error);
    refuse('temporarily_unavailable', 'Please try again shortly');
  }
};
