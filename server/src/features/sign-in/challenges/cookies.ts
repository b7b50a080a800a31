import type { Context } from 'koa';

import { isToken } from '../../../platform/tokens';

/** Tells a browser that signed in before from a stranger's. */
const DEVICE = 'gatehouse_device';
const DEVICE_AGE = 365 * 24 * 60 * 60 * 1000;
/** Binds the steps that sign-ins have left to the browser that got them; gone when it is closed. */
const CHALLENGE = 'gatehouse_challenge';

/** A token for each user of the browser, or for each of its tabs: no more than this, the latest first. */
const MAX_TOKENS = 10;
const SEPARATOR = '.';

const read = (ctx: Context, name: string): string[] =>
  (ctx.cookies.get(name, { signed: false }) ?? '').split(SEPARATOR, MAX_TOKENS).filter(isToken);

/** Beside what the browser has there already. */
const add = (
  ctx: Context,
  name: string,
  token: string,
  options: { sameSite: 'lax' | 'strict'; maxAge?: number },
) =>
  ctx.cookies.set(name, [token, ...read(ctx, name)].slice(0, MAX_TOKENS).join(SEPARATOR), {
    httpOnly: true,
    secure: ctx.request.secure,
    overwrite: true,
    signed: false,
    ...options,
  });

export const deviceTokensOf = (ctx: Context) => read(ctx, DEVICE);
export const rememberDevice = (ctx: Context, token: string) =>
  add(ctx, DEVICE, token, { sameSite: 'lax', maxAge: DEVICE_AGE });

export const challengeTokensOf = (ctx: Context) => read(ctx, CHALLENGE);
export const rememberChallenge = (ctx: Context, token: string) =>
  add(ctx, CHALLENGE, token, { sameSite: 'strict' });
