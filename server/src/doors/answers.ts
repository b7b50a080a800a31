import type { Context } from 'koa';

import { ERROR_CODES, type ErrorCode } from '../../../shared/error-codes';

const RETRY_AFTER_SECONDS = 5;

/** 503 with a code: nobody comes in, but nobody is signed out either. */
export const answerUnavailable = (ctx: Context, code: Extract<ErrorCode, 'TOO_BUSY' | 'ACCESS_UNKNOWN'>) => {
  const { status, message } = ERROR_CODES[code];
  ctx.status = status;
  ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
  ctx.body = { data: null, error: { status, name: 'ServiceUnavailableError', message, details: { code } } };
};

/** 403 with a code: refuses this request; the session continues. */
export const answerForbidden = (
  ctx: Context,
  code: Extract<ErrorCode, 'NEW_PASSWORD_REQUIRED' | 'OUT_OF_REACH'>,
) => {
  const { status, message } = ERROR_CODES[code];
  ctx.status = status;
  ctx.body = { data: null, error: { status, name: 'ForbiddenError', message, details: { code } } };
};

/** Strapi's own 401, without a reason. */
export const answerUnauthorized = (ctx: Context) =>
  (ctx as unknown as { unauthorized: () => void }).unauthorized();
