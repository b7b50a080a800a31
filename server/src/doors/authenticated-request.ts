import type { Context, Next } from 'koa';

import { type NativePrincipal, decidePrincipal } from '../access/request';
import { onEveryRequest } from '../domain/decide';
import type { Strapi } from '../lib/strapi';
import { answerUnauthorized, answerUnavailable } from './answers';
import type { Door } from './door';
import { requestAuth } from './native';

type Authenticate = (ctx: Context, next: Next) => Promise<unknown>;

/**
 * Strapi checks no permission on a person's own account, so that a token without any acts on it as its owner
 * (admin/server/src/routes/users.ts, authentication.ts and homepage.ts, and ai/routes/ai.ts, 5.54). These are for sessions.
 */
const isOwnAccount = (handler: unknown) =>
  typeof handler === 'string' &&
  /^((authenticated-user|authenticated-session|authentication)\.|homepage\.(get|update)HomepageLayout$|ai\.getAiToken$)/.test(
    handler,
  );

/**
 * Every authenticated request. Strapi authenticates all of them in one place (core/src/services/auth/index.ts, 5.54);
 * what comes after it is asked whether the user of a panel session may still come in. Owners of tokens are asked about
 * where the token is read.
 */
export const authenticatedRequest: Door = {
  name: 'authenticated request',
  decorates: [
    {
      name: "strapi.get('auth').authenticate",
      find: (strapi) => ({ target: requestAuth(strapi), method: 'authenticate' }),
      arity: 2,
    },
  ],
  mount({ strapi, addressOf }) {
    const service = requestAuth(strapi);
    const authenticate = (service.authenticate as Authenticate).bind(service);
    service.authenticate = (ctx: Context, next: Next) =>
      authenticate(ctx, async () => {
        const strategy: unknown = ctx.state.auth?.strategy?.name;
        if (strategy !== 'admin' && strategy !== 'admin-token') return next();
        const address = addressOf(ctx);
        ctx.state.gatehouseAddress = address;
        if (strategy === 'admin-token')
          return isOwnAccount(ctx.state.route?.handler) ? answerUnauthorized(ctx) : next();
        const access = await decideSession(strapi, ctx.state.user as NativePrincipal, address);
        if (access === 'unknown') return answerUnavailable(ctx, 'ACCESS_UNKNOWN');
        return access === 'allow' ? next() : answerUnauthorized(ctx);
      });
  },
};

/** Fails closed: whoever can't be asked about does not come in, and is told to try again rather than signed out. */
const decideSession = async (strapi: Strapi, principal: NativePrincipal, address: string | null) => {
  try {
    const { decision } = await decidePrincipal(strapi, {
      rules: onEveryRequest,
      realm: 'panel',
      principal,
      address,
    });
    return decision.outcome;
  } catch (error) {
    strapi.log.error('[gatehouse] access of an open session could not be checked', error);
    return 'unknown';
  }
};
