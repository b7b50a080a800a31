import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { activate, decidePrincipal, type NativePrincipal } from '../access/request';
import { onEveryRequest } from '../domain/decide';
import { getService } from '../lib/services';
import type { Strapi } from '../lib/strapi';
import type { Door, DoorContext } from './door';
import { adminTokenService } from './native';

type Authenticated = { authenticated: boolean; user?: NativePrincipal; error?: unknown };
type TokenService = {
  authenticateAdminToken: (token: string) => Promise<Authenticated>;
  hash: (token: string) => string;
  getByAccessKey: (hash: string) => Promise<{ adminUserOwner?: { id: number } | number | null } | null>;
};

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
    const { strapi } = context;
    const service = adminTokenService(strapi) as unknown as TokenService;
    const authenticate = service.authenticateAdminToken.bind(service);
    service.authenticateAdminToken = async (token) => {
      const result = await authenticate(token);
      // Strapi itself turns away the owner who is not active, and tells whoever asks. Why is for the history alone,
      // and a suspension may have ended meanwhile.
      const owner = result.user ?? (result.error ? await findOwner(strapi, service, token) : null);
      if (!owner) return result;
      if (!(await mayUseToken(context, owner)))
        return { authenticated: false, error: new errors.UnauthorizedError(REFUSED) };
      return owner.isActive === false ? authenticate(token) : result;
    };
  },
};

const findOwner = async (
  strapi: Strapi,
  service: TokenService,
  token: string,
): Promise<NativePrincipal | null> => {
  const owner = (await service.getByAccessKey(service.hash(token)))?.adminUserOwner;
  const id = typeof owner === 'object' ? owner?.id : owner;
  return id ? strapi.db.query('admin::user').findOne({ where: { id }, populate: ['roles'] }) : null;
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
    if (decision.outcome === 'allow') {
      await activate(strapi, principal);
      return true;
    }
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
