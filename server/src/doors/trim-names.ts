import type { Context } from 'koa';

import { readLoginName, trimTyped } from '../../../shared/typed';

type Body = Record<string, unknown>;
const NAMES = ['email', 'username', 'firstname', 'lastname'];

/** The body of a request as it was sent. */
export const bodyOf = (ctx: Context): Body => ((ctx.request as { body?: unknown }).body ?? {}) as Body;

/**
 * Trims the names in a body before Strapi looks at it, and lower-cases the address, as Strapi stores it: its
 * schemas would refuse both (admin/server/src/validation/common-validators.ts, 5.54). Non-strings are left
 * for Strapi to refuse.
 */
export const trimNames = (body: Body): void => {
  for (const name of NAMES) {
    const typed = Object.hasOwn(body, name) ? body[name] : undefined;
    if (typeof typed !== 'string') continue;
    body[name] = name === 'email' ? readLoginName(typed) : trimTyped(typed);
  }
};
