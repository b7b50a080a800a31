import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';

import { PLUGIN_ID, REASON_MESSAGES } from '../../../shared/constants';
import { waitForFloor } from '../access/refusal-floor';
import { type Principal, signIn } from '../access/sign-in';
import type { Config } from '../config';
import { nativeUsers } from '../lib/native';
import type { Strapi } from '../lib/strapi';
import { answerUnavailable } from './answers';
import type { Door, DoorContext } from './door';
import { authenticationController, authService } from './native';
import { recordRateLimited } from './record-refusal';

const DEVICE_COOKIE = 'gatehouse_device';
const DEVICE_COOKIE_AGE = 365 * 24 * 60 * 60 * 1000;
const GENERIC = 'Invalid credentials';

type Login = (ctx: Context, next: Next) => Promise<void>;
type NativeRecord = { id: number; password: string | null; isActive: boolean };
/** What Strapi's passport strategy takes: `[error, user, info]`. */
type PassportAnswer = [null, NativeRecord] | [null, false, { message: string }];

/**
 * The panel's sign-in. Strapi 5.54 compares passwords with its own module's function, so `checkCredentials` is
 * replaced whole (admin/server/src/services/auth.ts: find by e-mail, compare, check isActive); around it the
 * controller keeps the time of every refusal and turns everyone away alike when too many come at once.
 */
export const panelSignIn: Door = {
  name: 'panel sign-in',
  decorates: [
    {
      name: 'admin::auth.checkCredentials',
      find: (strapi) => ({ target: authService(strapi), method: 'checkCredentials' }),
      arity: 1,
    },
    {
      name: 'admin::authentication.login',
      find: (strapi) => ({ target: authenticationController(strapi), method: 'login' }),
      arity: 2,
    },
  ],
  mount(context) {
    const authentication = authenticationController(context.strapi);
    authentication.login = guarded(context, authentication.login as Login);
    authService(context.strapi).checkCredentials = (claim: { email: string; password: string }) =>
      checkCredentials(context, claim);
  },
};

const guarded = (context: DoorContext, login: Login): Login => {
  const { strapi } = context;
  const { signIn: limits } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  // Sign-ins being decided; a refusal that only waits for its floor is not among them.
  let inProgress = 0;
  const decideOne: Login = async (ctx, next) => {
    inProgress += 1;
    try {
      assertStrings(ctx);
      await login(ctx, next);
    } finally {
      inProgress -= 1;
    }
  };
  return async (ctx, next) => {
    const started = performance.now();
    // Before anything is looked up: known and unknown names are turned away alike.
    if (inProgress >= limits.maxInProgress) {
      await recordRateLimited(context, ctx);
      return answerUnavailable(ctx, 'TOO_BUSY');
    }
    try {
      await decideOne(ctx, next);
    } catch (error) {
      await waitForFloor(started, limits.refusalFloorMs);
      throw error;
    }
    // Strapi's answer to an error in checkCredentials: whether the user may come in is not known. Fails closed.
    if (ctx.status === 501) {
      await waitForFloor(started, limits.refusalFloorMs);
      answerUnavailable(ctx, 'ACCESS_UNKNOWN');
    }
  };
};

/** Not from the query, where a password would end in access logs, and no objects for a query to stumble over. */
const assertStrings = (ctx: Context) => {
  const body = (ctx.request as { body?: Record<string, unknown> }).body ?? {};
  const wrong = ['email', 'password'].filter((field) => typeof body[field] !== 'string');
  if (wrong.length === 0) return;
  throw new errors.ValidationError(`${wrong.join(' and ')} must be text`, {
    code: 'VALIDATION',
    errors: wrong.map((field) => ({ path: [field], message: 'must be text', name: 'ValidationError' })),
  });
};

const checkCredentials = async (
  { strapi, addressOf }: DoorContext,
  { email, password }: { email: string; password: string },
): Promise<PassportAnswer> => {
  const ctx = strapi.requestContext.get() as Context;
  try {
    const result = await signIn(
      strapi,
      {
        realm: 'panel',
        loginName: email.toLowerCase(),
        password,
        address: addressOf(ctx),
        userAgent: ctx.get('user-agent') || null,
        deviceToken: ctx.cookies.get(DEVICE_COOKIE, { signed: false }),
      },
      (adminUserId) => loadPrincipal(strapi, adminUserId),
    );
    if (result.outcome === 'failure')
      return [null, false, { message: result.isPasswordRight ? REASON_MESSAGES[result.reason] : GENERIC }];
    if (result.deviceToken) rememberDevice(ctx, result.deviceToken);
    return [null, await activated(strapi, result.principal.record as NativeRecord)];
  } catch (error) {
    strapi.log.error('[gatehouse] a sign-in could not be decided', error);
    throw error;
  }
};

const loadPrincipal = async (strapi: Strapi, adminUserId: number): Promise<Principal | null> => {
  const record: NativeRecord | null = await strapi.db
    .query('admin::user')
    .findOne({ where: { id: adminUserId } });
  return record && { record, passwordHash: record.password, isActive: record.isActive === true };
};

/** The user is back from a suspension that has ended: Strapi's own record follows. */
const activated = async (strapi: Strapi, record: NativeRecord): Promise<NativeRecord> => {
  if (record.isActive) return record;
  await nativeUsers(strapi).updateById(record.id, { isActive: true });
  return { ...record, isActive: true };
};

const rememberDevice = (ctx: Context, token: string) =>
  ctx.cookies.set(DEVICE_COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.request.secure,
    maxAge: DEVICE_COOKIE_AGE,
    overwrite: true,
    signed: false,
  });
