import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';

import type { Strapi } from '../lib/strapi';
import type { Door } from './door';
import { recordRateLimited } from './record-refusal';

type Middleware = (ctx: Context, next: Next) => Promise<unknown>;
type Factory = (config: unknown, dependencies: { strapi: Strapi }) => Middleware;
type Registry = {
  get: (uid: string) => unknown;
  extend: (uid: string, wrap: (factory: Factory) => Factory) => void;
};

const UID = 'admin::rateLimit';
/** The limiter also stands before the registration of the first admin, which is no sign-in. */
const SIGN_IN = 'authentication.login';

/** Strapi's own window (admin/server/src/middlewares/rateLimit.ts, 5.54), where the limiter does not tell its rest. */
const WINDOW_SECONDS = 5 * 60;

/** By name, address and path, whoever has the name: it tells nobody who exists. */
const secondsLeft = ({ state }: Context) => {
  const { reset } = (state.rateLimit as { reset?: number } | undefined) ?? {};
  // eslint-disable-next-line no-restricted-syntax -- Strapi's limiter counts by the time on the wall.
  return reset ? Math.max(1, reset - Math.floor(Date.now() / 1000)) : WINDOW_SECONDS;
};

const isSignIn = (ctx: Context) =>
  (ctx.state.route as { handler?: unknown } | undefined)?.handler === SIGN_IN;
const middlewares = (strapi: Strapi) => strapi.get('middlewares') as unknown as Registry;

/**
 * Strapi's own limiter in front of the sign-in: what it refuses never reaches the sign-in's door
 * (admin/server/src/middlewares/rateLimit.ts, 5.54), so it is recorded here, and told when to come back.
 */
export const rateLimit: Door = {
  name: 'rate limit',
  decorates: [
    {
      name: `the middleware ${UID}`,
      find: (strapi) => ({ target: { [UID]: middlewares(strapi).get(UID) }, method: UID }),
      arity: 2,
    },
  ],
  mount(context) {
    middlewares(context.strapi).extend(UID, (factory) => (config, dependencies) => {
      const limit = factory(config, dependencies);
      return async (ctx, next) => {
        let isPast = false;
        try {
          return await limit(ctx, () => {
            isPast = true;
            return next();
          });
        } catch (error) {
          if (!isPast && error instanceof errors.RateLimitError) {
            ctx.set('Retry-After', String(secondsLeft(ctx)));
            if (isSignIn(ctx)) await recordRateLimited(context, ctx);
          }
          throw error;
        }
      };
    });
  },
};
