import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { type NativePrincipal, decidePrincipal } from '../access/request';
import { onEveryRequest } from '../domain/decide';
import { getService } from '../lib/services';
import type { Door, DoorContext } from './door';
import { adminTokenService } from './native';

type Authenticated = { authenticated: boolean; user?: NativePrincipal; error?: unknown };
type AuthenticateAdminToken = (token: string) => Promise<Authenticated>;

const REFUSED = 'Missing or invalid credentials';

/**
 * Every request with an admin token, at the routes of the panel and at `/mcp`: both ask the same function
 * (admin/server/src/services/api-token.ts, 5.54). The token is worth what its owner is: status, dates and addresses.
 */
export const adminToken: Door = {
  name: 'admin token',
  decorates: [
    {
      name: 'admin::api-token-admin.authenticateAdminToken',
      find: (strapi) => ({ target: adminTokenService(strapi), method: 'authenticateAdminToken' }),
      arity: 1,
    },
  ],
  mount(context) {
    const service = adminTokenService(context.strapi);
    const authenticate = (service.authenticateAdminToken as AuthenticateAdminToken).bind(service);
    service.authenticateAdminToken = async (token: string) => {
      const result = await authenticate(token);
      if (!result.authenticated || !result.user) return result;
      return (await mayUseToken(context, result.user))
        ? result
        : { authenticated: false, error: new errors.UnauthorizedError(REFUSED) };
    };
  },
};

/** Fails closed: an error here is refused like any other. */
const mayUseToken = async ({ strapi, addressOf }: DoorContext, principal: NativePrincipal) => {
  const ctx = strapi.requestContext.get() as Context | undefined;
  const address = ctx ? addressOf(ctx) : null;
  try {
    const { decision, userId, userName } = await decidePrincipal(strapi, {
      rules: onEveryRequest,
      realm: 'api',
      principal,
      address,
    });
    if (decision.outcome === 'allow') return true;
    await getService(strapi, 'loginAttempts').recordRepeatable({
      userId,
      userName,
      realm: 'api',
      outcome: 'failure',
      reason: decision.reason,
      method: 'api-token',
      ip: address,
      userAgent: ctx?.get('user-agent') || null,
    });
  } catch (error) {
    strapi.log.error('[gatehouse] access of a token could not be checked', error);
  }
  return false;
};
