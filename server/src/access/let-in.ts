import type { Context } from 'koa';

import { currentContext } from '../platform/current-context';
import type { Strapi } from '../platform/strapi';

const letIn = new WeakMap<Context, number>();

/** Marks the current request: a door has let this Strapi user in. Nothing a client sends can set this. */
export const markLetIn = (strapi: Strapi, adminUserId: number) => {
  const ctx = currentContext(strapi);
  if (ctx) letIn.set(ctx, adminUserId);
};

/** Whether the session being created for the user comes from a sign-in at one of our doors. */
export const isLetIn = (strapi: Strapi, adminUserId: number): boolean => {
  const ctx = currentContext(strapi);
  return ctx !== undefined && letIn.get(ctx) === adminUserId;
};
