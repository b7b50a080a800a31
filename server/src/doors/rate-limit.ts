import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';

import type { Strapi } from '../lib/strapi';
import type { Door } from './door';
import { recordRateLimited } from './record-refusal';

type Rest = unknown[];
type Middleware = (ctx: Context, next: Next, ...rest: Rest) => Promise<unknown>;
type Factory = (config: unknown, dependencies: { strapi: Strapi }, ...rest: Rest) => Middleware;
type Registry = {
  get: (uid: string) => unknown;
  extend: (uid: string, wrap: (factory: Factory) => Factory) => void;
};

const UID = 'admin::rateLimit';
/** The limiter also stands before the registration of the first admin, which is no sign-in. */
const SIGN_IN = 'authentication.login';

const isSignIn = (ctx: Context) =>
  (ctx.state.route as { handler?: unknown } | undefined)?.handler === SIGN_IN;
const middlewares = (strapi: Strapi) => strapi.get('middlewares') as unknown as Registry;

/**
 * Strapi's own limiter in front of the sign-in: what it refuses never reaches the sign-in's door
 * (admin/server/src/middlewares/rateLimit.ts, 5.54), so it is recorded here.
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
    middlewares(context.strapi).extend(UID, (factory) => (config, dependencies, ...more) => {
      const limit = factory(config, dependencies, ...more);
      return async (ctx, next, ...rest) => {
        let isPast = false;
        try {
          const pass = () => {
            isPast = true;
            return next();
          };
          return await limit(ctx, pass, ...rest);
        } catch (error) {
          if (!isPast && isSignIn(ctx) && error instanceof errors.RateLimitError)
            await recordRateLimited(context, ctx);
          throw error;
        }
      };
    });
  },
};
