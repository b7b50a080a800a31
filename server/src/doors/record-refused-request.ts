import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { PLUGIN_ID, type Reason } from '../../../shared/constants';
import type { ErrorCode } from '../../../shared/error-codes';
import { askerOf } from '../access/identify';
import { recordRepeatableAttempt } from '../features/activity/login-attempts/record';
import { entriesOf } from '../features/people/users/store';
import { requestName } from '../platform/actor';
import type { Strapi } from '../platform/strapi';
import { NATIVE_HANDLERS } from './native-handlers';

const REASON_OF: Partial<Record<ErrorCode, Reason>> = {
  MORE_THAN_YOU_HOLD: 'more-than-you-hold',
  SUPER_ADMIN_ONLY: 'super-admin-only',
  OUT_OF_REACH: 'out-of-reach',
  STEP_UP_REQUIRED: 'fresh-proof-asked',
};

type Coded = { code?: unknown } | undefined;

/** Gatehouse's own routes, and those of Strapi's that it guards; other refusals are not ours to record. */
const isGuarded = ({ state }: Context) => {
  const { handler, info } = (state.route ?? {}) as { handler?: unknown; info?: { pluginName?: string } };
  const plugin = info?.pluginName ?? '';
  return plugin === PLUGIN_ID || typeof NATIVE_HANDLERS[plugin]?.[String(handler)] === 'function';
};

/**
 * Runs an authenticated request and records it if it is refused for lack of a permission or a step-up:
 * attempts at what one may not do are worth knowing about (ASVS 5.0, 16.3.2).
 */
export const recordingRefusals = async (strapi: Strapi, ctx: Context, work: () => Promise<unknown>) => {
  try {
    const answer = await work();
    if (ctx.status === 403) await record(strapi, ctx, codeOf(ctx.body));
    return answer;
  } catch (error) {
    if (error instanceof errors.ForbiddenError) await record(strapi, ctx, (error.details as Coded)?.code);
    throw error;
  }
};

const codeOf = (body: unknown) => (body as { error?: { details?: Coded } } | null)?.error?.details?.code;

const record = async (strapi: Strapi, ctx: Context, code: unknown) => {
  if (!isGuarded(ctx)) return;
  try {
    const reason = REASON_OF[code as ErrorCode] ?? 'not-permitted';
    const { id } = ctx.state.user as { id: number };
    const [user] = await entriesOf(strapi, [id]);
    const whom = { userId: user?.id ?? null, userName: user?.userName ?? '' };
    const tried = { realm: 'panel', method: 'request', reason, about: requestName(ctx) } as const;
    await recordRepeatableAttempt(strapi, askerOf(strapi, ctx), whom, tried);
  } catch (error) {
    // Fails open: the request is refused all the same.
    strapi.log.error('[gatehouse] a refused request could not be recorded', error);
  }
};
