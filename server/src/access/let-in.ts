import type { Context } from 'koa';

import { currentContext } from '../platform/current-context';
import type { Strapi } from '../platform/strapi';

const letIn = new WeakMap<Context, number>();

/** A door has let this user of Strapi's in with the request that is under way. Nothing that a client sends gets in here. */
export const markLetIn = (strapi: Strapi, adminUserId: number) => {
  const ctx = currentContext(strapi);
  if (ctx) letIn.set(ctx, adminUserId);
};

/** Whether a session that is made for the user at this moment is of a sign-in at one of our doors. */
export const isLetIn = (strapi: Strapi, adminUserId: number): boolean => {
  const ctx = currentContext(strapi);
  return ctx !== undefined && letIn.get(ctx) === adminUserId;
};
