import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { PLUGIN_ID, REASON_MESSAGES } from '../../../shared/constants';
import { readLoginName } from '../../../shared/typed';
import { completeSignIn, type Step } from '../access/complete-sign-in';
import { askerOf } from '../access/identify';
import { markLetIn } from '../access/let-in';
import { waitForFloor } from '../access/refusal-floor';
import { signIn } from '../access/sign-in';
import type { Config } from '../config';
import { throttleKey } from '../domain/throttle-key';
import { challengeTokensOf, deviceTokensOf, rememberDevice } from '../features/sign-in/challenges/cookies';
import type { SessionStart } from '../features/sign-in/sessions/record';
import { markMfaPassed } from '../features/sign-in/mfa/session-mark';
import { GatehouseError } from '../platform/errors';
import { nativeUsers } from '../platform/native';
import type { NativeRecord } from '../platform/native-record';
import type { Strapi } from '../platform/strapi';
import { answerUnavailable } from './answers';
import { type Door, type Handler, replace } from './door';
import { authenticationController, authService } from './native';
import { recordRateLimited } from './record-refusal';
import { REFRESH_COOKIE } from './session-renewal';
import { showRecoveryCodes, stepOf } from './sign-in-steps';
import { leaveStep, notYetIn, stepLeft } from './step-left';
import { bodyOf } from './trim-names';

const GENERIC = 'Invalid credentials';

type Credentials = { email: string; password: string };
/** What Strapi's passport strategy takes: `[error, user, info]`. */
type PassportAnswer = [null, NativeRecord] | [null, false, { message: string }] | [Error];
const MAX_DEVICE_ID = 255;

/**
 * `POST /admin/login`, the panel's sign-in: Strapi's `login` asks passport's local strategy, which calls
 * `checkCredentials`. As Strapi 5.54 compares passwords with its own module's function, that is replaced whole
 * (admin/server/src/services/auth.ts: find by e-mail, compare, check isActive); around it, the controller gives
 * every refusal the same minimum time and refuses everyone when too many come at once.
 */
export const panelSignIn: Door = {
  name: 'panel sign-in',
  decorates: [
    replace<(credentials: Credentials) => Promise<PassportAnswer>>(
      authService('checkCredentials'),
      { arity: 1, calls: ['findOne', 'query', 'validatePassword'], letsIn: true },
      (strapi) => (credentials) => checkCredentials(strapi, credentials),
    ),
    replace<Handler>(authenticationController('login'), { arity: 2 }, (strapi, login) =>
      guarded(strapi, login),
    ),
  ],
};

const guarded = (strapi: Strapi, login: Handler): Handler => {
  const { signIn: limits } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  // Sign-ins being decided; refusals that only wait for their floor don't count.
  let inProgress = 0;
  const decideOne: Handler = async (ctx, ...rest) => {
    inProgress += 1;
    try {
      assertStrings(ctx);
      await login(ctx, ...rest);
    } catch (error) {
      const challenge = stepLeft(ctx);
      // A new error: the original was passed to listeners, which may keep it.
      throw challenge ? notYetIn((error as Error).message, { challenge }) : error;
    } finally {
      inProgress -= 1;
    }
  };
  return async (ctx, ...rest) => {
    const started = performance.now();
    // Before anything is looked up: known and unknown names are turned away alike.
    if (inProgress >= limits.maxInProgress) {
      await recordRateLimited(strapi, ctx);
      return answerUnavailable(ctx, 'TOO_BUSY');
    }
    try {
      await decideOne(ctx, ...rest);
    } catch (error) {
      await waitForFloor(started, limits.refusalFloorMs);
      throw error;
    }
    // 501 is Strapi's answer to an error in checkCredentials: access is unknown. Fails closed, also if
    // another version answers with a step of its own, which would be an unguarded way in.
    if (ctx.status === 501 || isOtherStep(ctx)) {
      await waitForFloor(started, limits.refusalFloorMs);
      answerUnavailable(ctx, 'ACCESS_UNKNOWN');
    }
  };
};

/** An answer that is neither a refusal nor a session. */
const isOtherStep = (ctx: Context) => {
  const { data } = (ctx.body ?? {}) as { data?: { token?: unknown } };
  const cookies = [ctx.response.get('set-cookie')].flat();
  return ctx.status < 400 && !data?.token && !cookies.some((one) => one.startsWith(`${REFRESH_COOKIE}=`));
};

/**
 * Not from the query string, where a password would end up in access logs, and no objects that could upset a
 * database query. Missing ones are left for Strapi to refuse and to report to its listeners.
 */
const assertStrings = (ctx: Context) => {
  const body = bodyOf(ctx);
  const isMissing = (field: string) =>
    body[field] === undefined || body[field] === null || body[field] === '';
  const wrong = CREDENTIALS.filter((field) =>
    isMissing(field) ? field in ctx.query : typeof body[field] !== 'string',
  );
  if (wrong.length === 0) return;
  throw new errors.ValidationError(`${wrong.join(' and ')} must be text, in the body`, {
    code: 'VALIDATION',
    errors: wrong.map((field) => ({
      path: [field],
      message: 'must be text, in the body',
      name: 'ValidationError',
    })),
  });
};
const CREDENTIALS = ['email', 'password'];

const checkCredentials = async (
  strapi: Strapi,
  { email, password }: Credentials,
): Promise<PassportAnswer> => {
  const ctx = strapi.requestContext.get() as Context;
  const claim = { realm: 'panel', ...askerOf(strapi, ctx), deviceTokens: deviceTokensOf(ctx) } as const;
  try {
    const step = stepOf(ctx);
    if (step) return await finish(strapi, ctx, { ...claim, ...step });
    const result = await signIn(strapi, { ...claim, loginName: readLoginName(email), password });
    if (result.outcome === 'failure')
      return [null, false, { message: result.isPasswordRight ? REASON_MESSAGES[result.reason] : GENERIC }];
    if (result.outcome === 'challenge') {
      const place = throttleKey(claim.address);
      return [await leaveStep(strapi, ctx, { ...result, place, session: wantedSession(ctx) })];
    }
    if (result.isMfaPassed) markMfaPassed(ctx);
    if (result.deviceToken) rememberDevice(ctx, result.deviceToken);
    const { record, isWhole } = result.native;
    const whole = isWhole ? record : await loadRecord(strapi, record.id);
    return [null, await activated(strapi, whole, result.start)];
  } catch (error) {
    if (error instanceof GatehouseError) return [toClient(error)];
    strapi.log.error('[gatehouse] a sign-in could not be decided', error);
    throw error;
  }
};

const toClient = (error: GatehouseError) => Object.assign(notYetIn(error.message), { cause: error });

/** What the sign-in requests for the new session. */
const wantedSession = (ctx: Context) => {
  const { deviceId, rememberMe } = bodyOf(ctx);
  return {
    rememberMe: Boolean(rememberMe),
    deviceId: typeof deviceId === 'string' && deviceId.length <= MAX_DEVICE_ID ? deviceId : null,
  };
};

const finish = async (
  strapi: Strapi,
  ctx: Context,
  step: Omit<Step, 'browserTokens'>,
): Promise<PassportAnswer> => {
  const done = await completeSignIn(strapi, { ...step, browserTokens: challengeTokensOf(ctx) });
  if (done.outcome === 'challenge') return [await leaveStep(strapi, ctx, done)];
  const record = await loadRecord(strapi, done.adminUserId);
  if (done.deviceToken) rememberDevice(ctx, done.deviceToken);
  if (done.recoveryCodes) showRecoveryCodes(ctx, done.recoveryCodes);
  if (done.isMfaPassed) markMfaPassed(ctx);
  // Restores what the sign-in requested, for Strapi to create the session from.
  const { rememberMe, deviceId } = done.session;
  (ctx.request as { body?: unknown }).body = { rememberMe, ...(deviceId && { deviceId }) };
  return [null, await activated(strapi, record)];
};

const loadRecord = async (strapi: Strapi, adminUserId: number): Promise<NativeRecord> => {
  const record = (await strapi.db
    .query('admin::user')
    .findOne({ where: { id: adminUserId } })) as NativeRecord | null;
  if (!record) throw new GatehouseError('SIGN_IN_REFUSED');
  return record;
};

/** After a suspension has ended: re-enables Strapi's own record. */
const activated = async (
  strapi: Strapi,
  record: NativeRecord,
  start: SessionStart | null = null,
): Promise<NativeRecord> => {
  markLetIn(strapi, record.id, start);
  if (record.isActive) return record;
  await nativeUsers(strapi).updateById(record.id, { isActive: true });
  return { ...record, isActive: true };
};
