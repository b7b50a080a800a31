import type { Context } from 'koa';

import type { SessionStart } from '../features/sign-in/sessions/record';
import { currentContext } from '../platform/current-context';
import type { Strapi } from '../platform/strapi';

const letIn = new WeakMap<Context, { adminUserId: number; start: SessionStart | null }>();

/** Marks the current request: a door has let this Strapi user in. Nothing a client sends can set this. */
export const markLetIn = (strapi: Strapi, adminUserId: number, start: SessionStart | null = null) => {
  const ctx = currentContext(strapi);
  if (ctx) letIn.set(ctx, { adminUserId, start });
};

const letInAs = (strapi: Strapi, adminUserId: number) => {
  const ctx = currentContext(strapi);
  const one = ctx && letIn.get(ctx);
  return one?.adminUserId === adminUserId ? one : null;
};

/** Whether the session being created for the user comes from a sign-in at one of our doors. */
export const isLetIn = (strapi: Strapi, adminUserId: number): boolean =>
  letInAs(strapi, adminUserId) !== null;

/** What that door has found out for the session. */
export const startLetIn = (strapi: Strapi, adminUserId: number): SessionStart | null =>
  letInAs(strapi, adminUserId)?.start ?? null;
