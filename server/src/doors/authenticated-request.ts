import type { Context, Next } from 'koa';

import { PLUGIN_ID } from '../../../shared/constants';
import { changeMyPassword, getMe } from '../../../shared/contracts/me';
import { askerOf, locate } from '../access/identify';
import { admitOwner } from '../access/key-owner';
import { decideRequest, type StrapiUser } from '../access/request';
import { onEverySessionRequest } from '../domain/decide';
import { scopeOf } from '../features/permissions/scope/record';
import { ownerOfToken } from '../features/programs/api-keys/store';
import { actorOf } from '../platform/actor';
import type { Strapi } from '../platform/strapi';
import { answerForbidden, answerUnauthorized, answerUnavailable } from './answers';
import { type Door, replace } from './door';
import { requestAuth } from './native';
import { recordingRefusals } from './record-refused-request';

type Authenticate = (ctx: Context, next: Next, ...rest: unknown[]) => Promise<unknown>;

/**
 * Strapi checks no permissions on one's own account, so any token may act on that of its owner
 * (admin/server/src/routes/users.ts, authentication.ts and homepage.ts, and ai/routes/ai.ts, 5.54). For
 * sessions only.
 */
const isOwnAccount = (handler: unknown) =>
  typeof handler === 'string' &&
  /^((authenticated-user|authenticated-session|authentication)\.|homepage\.(get|update)HomepageLayout$|ai\.getAiToken$)/.test(
    handler,
  );

type Route = { handler?: unknown; method?: string; path?: string; info?: { pluginName?: string } };

const OWN = new Set([getMe, changeMyPassword].map(({ method, path }) => `${method} ${path}`));

/** What a session may call before its user chooses a new password: who they are, sign-out, the change. */
const isOpenMeanwhile = ({ handler, method, path, info }: Route) =>
  (typeof handler === 'string' &&
    /^(authenticated-user\.(getMe|getOwnPermissions)|authentication\.logout)$/.test(handler)) ||
  (info?.pluginName === PLUGIN_ID && OWN.has(`${method} ${path}`));

/**
 * Strapi's own pages of users and roles know nothing of accounts (admin/server/src/routes/users.ts and
 * roles.ts, 5.54): they are closed to account admins, except for reading roles.
 */
const isEverybodys = ({ handler, method, info }: Route) =>
  info?.pluginName === 'admin' &&
  typeof handler === 'string' &&
  (/^user\./.test(handler) || (/^role\./.test(handler) && method !== 'GET'));

/**
 * Every authenticated request. Strapi authenticates all of them in one place
 * (core/src/services/auth/index.ts, 5.54); right after that, we check whether the user of a panel session may
 * still come in. Owners of tokens are checked where the token is read.
 */
export const authenticatedRequest: Door = {
  name: 'authenticated request',
  decorates: [
    replace<Authenticate>(
      requestAuth('authenticate'),
      { arity: 2 },
      (strapi, authenticate) =>
        (ctx, next, ...rest) =>
          authenticate(ctx, () => admit(strapi, ctx, next), ...rest),
    ),
  ],
};

/** Passes the request on if its sender may come in, depending on how Strapi authenticated it. */
const admit = async (strapi: Strapi, ctx: Context, next: Next) => {
  const strategy: unknown = ctx.state.auth?.strategy?.name;
  if (strategy === 'content-api-token')
    return (await admitKey(strapi, ctx)) ? next() : answerUnauthorized(ctx);
  if (strategy !== 'admin' && strategy !== 'admin-token') return next();
  const address = locate(strapi, ctx);
  const pass = () =>
    recordingRefusals(strapi, ctx, async () =>
      isEverybodys(ctx.state.route) && (await scopeOf(strapi, actorOf(ctx)))
        ? answerForbidden(ctx, 'OUT_OF_REACH')
        : next(),
    );
  if (strategy === 'admin-token')
    return isOwnAccount(ctx.state.route?.handler) ? answerUnauthorized(ctx) : pass();
  const access = await decideSession(strapi, ctx, address);
  if (access === 'unknown') return answerUnavailable(ctx, 'ACCESS_UNKNOWN');
  if (access === 'new-password')
    return isOpenMeanwhile(ctx.state.route) ? next() : answerForbidden(ctx, 'NEW_PASSWORD_REQUIRED');
  return access === 'allow' ? pass() : answerUnauthorized(ctx);
};

/**
 * A Content API token that is a user's key may do what the user's roles currently permit, whatever Strapi's
 * token page says. A token that is nobody's key is left to Strapi. Fails closed.
 */
const admitKey = async (strapi: Strapi, ctx: Context) => {
  const auth = ctx.state.auth as { credentials: { id: number }; ability: unknown };
  try {
    const owner = await ownerOfToken(strapi, Number(auth.credentials.id));
    if (!owner) return true;
    const admitted = await admitOwner(strapi, owner, askerOf(strapi, ctx));
    if (!admitted) return false;
    auth.credentials = { ...auth.credentials, type: 'custom' } as { id: number };
    auth.ability = admitted.ability;
    return true;
  } catch (error) {
    strapi.log.error('[gatehouse] access of a key could not be checked', error);
    return false;
  }
};

/** Fails closed: users who can't be checked don't come in, but are told to try again, not signed out. */
const decideSession = async (strapi: Strapi, { state }: Context, address: string | null) => {
  try {
    const { decision } = await decideRequest(strapi, {
      rules: onEverySessionRequest,
      realm: 'panel',
      strapiUser: state.user as StrapiUser,
      address,
      sessionId: (state.session as { id?: string } | undefined)?.id,
    });
    // A session without the second factor is not valid: its user signs in again.
    return decision.outcome === 'challenge' ? decision.kind : decision.outcome;
  } catch (error) {
    strapi.log.error('[gatehouse] access of an open session could not be checked', error);
    return 'unknown';
  }
};
