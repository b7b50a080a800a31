import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';

import { MAX_LOGIN_NAME_LENGTH } from '../../../shared/constants';
import { handlerOf } from '../platform/actor';
import { type Decoration, type Door, replace } from './door';
import { middleware } from './native';
import { recordRateLimited } from './record-refusal';

type Middleware = (ctx: Context, next: Next, ...rest: unknown[]) => Promise<unknown>;
type Factory = (...config: unknown[]) => Middleware;
const UID = 'admin::rateLimit';
/** Strapi's limiter in front of forgotten passwords (email/server/src/middlewares/rateLimit.ts, 5.54). */
const MAIL_UID = 'plugin::email.rateLimit';
/** The limiter also covers the registration of the first admin, which is not a sign-in. */
const SIGN_IN = 'authentication.login';
const FORGOTTEN = 'authentication.forgotPassword';

const isSignIn = (ctx: Context) => handlerOf(ctx) === SIGN_IN;
const isForgotten = (ctx: Context) => handlerOf(ctx) === FORGOTTEN;

/**
 * A name longer than any address is nobody's, and still is once cut: both limiters would keep the whole text
 * in memory for minutes.
 */
const cutName = (ctx: Context) => {
  const { body } = ctx.request as { body?: { email?: unknown } | null };
  if (typeof body?.email !== 'string' || body.email.length <= MAX_LOGIN_NAME_LENGTH) return;
  if (!isSignIn(ctx) && !isForgotten(ctx))
    throw new errors.ValidationError(`email must be at most ${MAX_LOGIN_NAME_LENGTH} characters`);
  body.email = body.email.slice(0, MAX_LOGIN_NAME_LENGTH + 1);
};

/** Strapi's window (admin/server/src/middlewares/rateLimit.ts, 5.54), if the limiter gives no reset time. */
const WINDOW_SECONDS = 5 * 60;

/** Counted by name, address and path, whether or not the name exists: it reveals no users. */
const secondsLeft = ({ state }: Context) => {
  const { reset } = (state.rateLimit as { reset?: number } | undefined) ?? {};
  // eslint-disable-next-line no-restricted-syntax -- Strapi's limiter counts by the time on the wall.
  return reset ? Math.max(1, reset - Math.floor(Date.now() / 1000)) : WINDOW_SECONDS;
};

const limiter = (uid: string, isOptional = false): Decoration =>
  replace<Factory>(middleware(uid), { arity: 2, isOptional }, (strapi, factory) => (...config) => {
    const limit = factory(...config);
    return async (ctx, next, ...rest) => {
      let isPast = false;
      cutName(ctx);
      try {
        const pass = () => {
          isPast = true;
          return next();
        };
        return await limit(ctx, pass, ...rest);
      } catch (error) {
        if (!isPast && error instanceof errors.RateLimitError) {
          ctx.set('Retry-After', String(secondsLeft(ctx)));
          if (isSignIn(ctx)) await recordRateLimited(strapi, ctx);
        }
        throw error;
      }
    };
  });

/**
 * Strapi's own limiter in front of the sign-in: what it refuses never reaches the sign-in's door
 * (admin/server/src/middlewares/rateLimit.ts, 5.54), so it is recorded here and gets a `Retry-After`.
 */
export const rateLimit: Door = {
  name: 'rate limit',
  decorates: [limiter(UID), limiter(MAIL_UID, true)],
};
