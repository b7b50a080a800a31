import type { Context } from 'koa';

import { askerOf } from '../access/identify';
import { recordAttempt } from '../features/activity/login-attempts/record';
import type { Strapi } from '../platform/strapi';
import { bodyOf } from './trim-names';

/** Whatever was typed as the name at sign-in. */
const typedName = (ctx: Context) => {
  const { email } = bodyOf(ctx);
  return typeof email === 'string' ? email.toLowerCase() : '';
};

/** Records a sign-in that was turned away before anything was looked up. */
export const recordRateLimited = (strapi: Strapi, ctx: Context) => {
  const tried = { realm: 'panel', method: 'password', reason: 'rate-limited' } as const;
  return recordAttempt(strapi, askerOf(strapi, ctx), { userId: null, userName: typedName(ctx) }, tried);
};
