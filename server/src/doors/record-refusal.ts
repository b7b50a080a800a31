import type { Context } from 'koa';

import { recordAttempt } from '../features/activity/login-attempts/record';
import type { DoorContext } from './door';

/** What somebody typed as their name at the sign-in, whatever it is. */
const typedName = (ctx: Context) => {
  const { email } = ((ctx.request as { body?: unknown }).body ?? {}) as { email?: unknown };
  return typeof email === 'string' ? email.toLowerCase() : '';
};

/** Records a sign-in that was turned away before anything was looked up. */
export const recordRateLimited = ({ strapi, addressOf }: DoorContext, ctx: Context) =>
  recordAttempt(strapi, {
    userId: null,
    userName: typedName(ctx),
    realm: 'panel',
    outcome: 'failure',
    reason: 'rate-limited',
    method: 'password',
    ip: addressOf(ctx),
    userAgent: ctx.get('user-agent') || null,
  });
