import type { Context } from 'koa';

import { addressReaderOf } from '../access/identify';
import { type StrapiUser, decideRequest } from '../access/request';
import { onRenewal } from '../domain/decide';
import type { Strapi } from '../platform/strapi';
import { answerUnauthorized, answerUnavailable } from './answers';
import { type Door, type Handler, replace } from './door';
import { authenticationController } from './native';

/** admin/shared/utils/session-auth.ts, 5.54 */
export const REFRESH_COOKIE = 'strapi_admin_refresh';

/** The renewal of a panel session. Strapi itself never checks the user. */
export const sessionRenewal: Door = {
  name: 'session renewal',
  decorates: [
    replace<Handler>(
      authenticationController('accessToken'),
      { arity: 1 },
      (strapi, accessToken) =>
        async (ctx, ...rest) => {
          const access = await decideRenewal(strapi, ctx);
          if (access === 'unknown') return answerUnavailable(ctx, 'ACCESS_UNKNOWN');
          return access === 'allow' ? accessToken(ctx, ...rest) : answerUnauthorized(ctx);
        },
    ),
  ],
};

const decideRenewal = async (strapi: Strapi, ctx: Context) => {
  try {
    const session = await openSession(strapi, ctx.cookies.get(REFRESH_COOKIE));
    // Without a valid session there is nothing to guard, and Strapi refuses it itself.
    if (!session) return 'allow';
    const strapiUser = await loadStrapiUser(strapi, session.userId);
    // A session may outlive its user (rows deleted or restored in the database), and Strapi would renew it.
    if (!strapiUser) return 'deny';
    const { decision } = await decideRequest(strapi, {
      rules: onRenewal,
      realm: 'panel',
      strapiUser,
      address: addressReaderOf(strapi)(ctx),
      sessionId: session.sessionId,
    });
    return decision.outcome;
  } catch (error) {
    strapi.log.error('[gatehouse] access of a session to be renewed could not be checked', error);
    return 'unknown';
  }
};

const openSession = async (strapi: Strapi, refreshToken: string | undefined) => {
  if (!refreshToken) return null;
  const session = await strapi.sessionManager('admin').validateRefreshToken(refreshToken);
  return session.isValid ? session : null;
};

const loadStrapiUser = (strapi: Strapi, userId: string): Promise<StrapiUser | null> =>
  strapi.db.query('admin::user').findOne({ where: { id: Number(userId) }, populate: ['roles'] });
