import type { Context, Next } from 'koa';

import { ERROR_CODES } from '../../../shared/error-codes';
import { decideRequest, type SessionUser } from '../access/request';
import type { Strapi } from '../lib/strapi';
import type { Door } from './door';

type Authenticate = (ctx: Context, next: Next) => Promise<unknown>;

const auth = (strapi: Strapi) => strapi.get('auth') as unknown as Record<string, unknown>;

/**
 * Every request of a panel session. Strapi authenticates all requests in one place
 * (core/src/services/auth/index.ts, 5.54); what comes after it is asked whether the user may still come in.
 */
export const authenticatedRequest: Door = {
  name: 'authenticated request',
  decorates: [
    { name: "strapi.get('auth').authenticate", find: (strapi) => ({ target: auth(strapi), method: 'authenticate' }), arity: 2 },
  ],
  mount({ strapi, addressOf }) {
    const service = auth(strapi);
    const authenticate = (service.authenticate as Authenticate).bind(service);
    service.authenticate = (ctx: Context, next: Next) =>
      authenticate(ctx, async () => {
        if (ctx.state.auth?.strategy?.name !== 'admin') return next();
        const address = addressOf(ctx);
        ctx.state.gatehouseAddress = address;
        const access = await decideOrFail(strapi, ctx.state.user as SessionUser, address);
        if (access === 'unknown') return answerUnknown(ctx);
        return access === 'allowed' ? next() : (ctx as unknown as { unauthorized: () => void }).unauthorized();
      });
  },
};

/** Fails closed: whoever can't be asked about does not come in, and is told to try again rather than signed out. */
const decideOrFail = async (strapi: Strapi, user: SessionUser, address: string | null) => {
  try {
    const decision = await decideRequest(strapi, user, address);
    return decision.outcome === 'allow' ? 'allowed' : 'refused';
  } catch (error) {
    strapi.log.error('[gatehouse] access of an open session could not be checked', error);
    return 'unknown';
  }
};

const answerUnknown = (ctx: Context) => {
  const { status, message } = ERROR_CODES.ACCESS_UNKNOWN;
  ctx.status = status;
  ctx.body = { data: null, error: { status, name: 'ServiceUnavailableError', message, details: { code: 'ACCESS_UNKNOWN' } } };
};
