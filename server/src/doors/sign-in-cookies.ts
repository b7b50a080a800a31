import type { Context } from 'koa';

/** Tells a browser that signed in before from a stranger's. */
const DEVICE = 'gatehouse_device';
const DEVICE_AGE = 365 * 24 * 60 * 60 * 1000;
/** Binds the step that a sign-in has left to the browser that got it; gone when it is closed. */
const CHALLENGE = 'gatehouse_challenge';

const read = (ctx: Context, name: string) => ctx.cookies.get(name, { signed: false });

const write = (
  ctx: Context,
  name: string,
  value: string,
  options: { sameSite: 'lax' | 'strict'; maxAge?: number },
) =>
  ctx.cookies.set(name, value, {
    httpOnly: true,
    secure: ctx.request.secure,
    overwrite: true,
    signed: false,
    ...options,
  });

export const deviceTokenOf = (ctx: Context) => read(ctx, DEVICE);
export const rememberDevice = (ctx: Context, token: string) =>
  write(ctx, DEVICE, token, { sameSite: 'lax', maxAge: DEVICE_AGE });

export const challengeTokenOf = (ctx: Context) => read(ctx, CHALLENGE);
export const rememberChallenge = (ctx: Context, token: string) =>
  write(ctx, CHALLENGE, token, { sameSite: 'strict' });
