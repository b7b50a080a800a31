import type { Context } from 'koa';

import type { Strapi } from './strapi';

/** The request that is under way, also in lifecycles and in what Strapi's services are called by; none at start and in commands. */
export const currentContext = (strapi: Strapi) => strapi.requestContext.get() as Context | undefined;
