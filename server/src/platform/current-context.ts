import type { Context } from 'koa';

import type { Strapi } from './strapi';

/** The current request, also within lifecycles and Strapi's services; undefined at start and in commands. */
export const currentContext = (strapi: Strapi) => strapi.requestContext.get() as Context | undefined;
