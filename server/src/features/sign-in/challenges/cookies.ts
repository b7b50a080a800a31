import type { Context } from 'koa';

import { isToken } from '../../../platform/tokens';

/** Tells a browser that has signed in before from a stranger's. */
const DEVICE = 'gatehouse_device';
const DEVICE_AGE = 365 * 24 * 60 * 60 * 1000;
/** Binds pending sign-in steps to the browser that began them; a session cookie. */
const CHALLENGE = 'gatehouse_challenge';

/** One token for each user of the browser or each of its tabs, up to this many, latest first. */
const MAX_TOKENS = 10;
const SEPARATOR = '.';

const read = (ctx: Context, name: string): string[] =>
  (ctx.cookies.get(name, { signed: false }) ?? '').split(SEPARATOR, MAX_TOKENS).filter(isToken);

/** Adds the token to those the browser already has. */
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
