import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';

import { type ChallengeKind, PLUGIN_ID, REASON_MESSAGES } from '../../../shared/constants';
import * as contracts from '../../../shared/contracts/sign-in';
import {
  type Challenge,
  completeSignIn as completeSignInContract,
  enrolAtSignIn,
} from '../../../shared/contracts/sign-in';
import { ERROR_CODES } from '../../../shared/error-codes';
import { readLoginName } from '../../../shared/typed';
import { completeSignIn, type Step } from '../access/complete-sign-in';
import { addressReaderOf, askerOf } from '../access/identify';
import { markLetIn } from '../access/let-in';
import { waitForFloor } from '../access/refusal-floor';
import { type Principal, signIn } from '../access/sign-in';
import type { Config } from '../config';
import type { OpenStep } from '../domain/open-steps';
import { throttleKey } from '../domain/throttle-key';
import { findUser } from '../features/people/users/store';
import { currentPolicy } from '../features/settings/policy/record';
import {
  challengeTokensOf,
  deviceTokensOf,
  rememberChallenge,
  rememberDevice,
} from '../features/sign-in/challenges/cookies';
import { findChallenge, openChallenge, setToSign } from '../features/sign-in/challenges/record';
import { markProved } from '../features/sign-in/mfa/session-mark';
import { askEnrolCode, enrolProofsOf } from '../features/sign-in/mfa/enrol-proof';
import {
  askPasskey,
  assertFactorInUse,
  beginEnrolmentAtSignIn,
  enrolKinds,
  mfaMethodsOf,
} from '../features/sign-in/mfa/factors';
import { askCode } from '../features/sign-in/mfa/sent-codes';
import { passwordRulesFor } from '../features/sign-in/password-policy/record';
import { GatehouseError } from '../platform/errors';
import { passOn } from '../platform/handle';
import { nativeUsers } from '../platform/native';
import type { Strapi } from '../platform/strapi';
import { answerUnavailable } from './answers';
import type { Door, DoorContext } from './door';
import { authenticationController, authService } from './native';
import { recordRateLimited } from './record-refusal';
import { REFRESH_COOKIE } from './session-renewal';

const GENERIC = 'Invalid credentials';

type Login = (ctx: Context, next: Next, ...rest: unknown[]) => Promise<void>;
type NativeRecord = { id: number; password: string | null; isActive: boolean };
/** What Strapi's passport strategy takes: `[error, user, info]`. */
type PassportAnswer = [null, NativeRecord] | [null, false, { message: string }] | [Error];
type Wanted = { deviceId?: unknown; rememberMe?: unknown };
const MAX_DEVICE_ID = 255;

/** Requests that finish a sign-in, with their step. Nothing that a client sends gets in here. */
type Given = Pick<Step, 'token' | 'method' | 'code' | 'passkey' | 'password' | 'trustDevice'>;
const steps = new WeakMap<Context, Given>();

/** Steps that are left, for the answer alone: Strapi hands errors to whoever listens for `admin.auth.error`. */
const left = new WeakMap<Context, Challenge>();

/** Recovery codes that a sign-in has made, to be shown with its answer. */
const made = new WeakMap<Context, string[]>();

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
      calls: ['findOne', 'query', 'validatePassword'],
      letsIn: true,
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

/**
 * Finishes a sign-in that had a step left: by Strapi's own action, with the floor and the bound around it, so that
 * cookie, session and answer are those of a sign-in.
 */
export const completeSignInRoute = (strapi: Strapi) =>
  passOn(completeSignInContract, async (ctx, { body }) => {
    locate(strapi, ctx);
    steps.set(ctx, body);
    // What Strapi asks to be there before it asks us.
    (ctx.request as { body?: unknown }).body = { email: 'challenge', password: 'challenge' };
    try {
      await (authenticationController(strapi).login as Login)(ctx, async () => undefined);
      const recoveryCodes = made.get(ctx);
      if (recoveryCodes) ctx.body = { ...(ctx.body as object), meta: { recoveryCodes } };
    } catch (error) {
      throw error instanceof Error && error.cause instanceof GatehouseError ? error.cause : error;
    }
  });

const guarded = (context: DoorContext, login: Login): Login => {
  const { strapi } = context;
  const { signIn: limits } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  // Sign-ins being decided; a refusal that only waits for its floor is not among them.
  let inProgress = 0;
  const decideOne: Login = async (ctx, ...rest) => {
    inProgress += 1;
    try {
      assertStrings(ctx);
      await login(ctx, ...rest);
    } catch (error) {
      const challenge = left.get(ctx);
      // Another error than the one that was handed round, which may be kept.
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
    // Strapi's answer to an error in checkCredentials: whether the user may come in is not known. Fails closed, as it does
    // where another version answers with a step of its own, which would let in by a way that nobody guards.
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
 * Not from the query, where a password would end in access logs, and no objects for a query to stumble over. What is
 * missing is Strapi's to refuse, and to tell whoever listens.
 */
const assertStrings = (ctx: Context) => {
  const body = (ctx.request as { body?: Record<string, unknown> }).body ?? {};
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
  { strapi }: DoorContext,
  { email, password }: { email: string; password: string },
): Promise<PassportAnswer> => {
  const ctx = strapi.requestContext.get() as Context;
  const claim = {
    realm: 'panel' as const,
    ...askerOf(strapi, ctx),
    deviceTokens: deviceTokensOf(ctx),
  };
  try {
    const step = steps.get(ctx);
    if (step) return await finish(strapi, ctx, { ...claim, ...step });
    const result = await signIn(
      strapi,
      { ...claim, loginName: readLoginName(email), password },
      (adminUserId) => loadPrincipal(strapi, adminUserId),
    );
    if (result.outcome === 'failure')
      return [null, false, { message: result.isPasswordRight ? REASON_MESSAGES[result.reason] : GENERIC }];
    if (result.outcome === 'challenge') {
      const place = throttleKey(claim.address);
      return [await openChallengeFor(strapi, ctx, { ...result, place, session: wantedSession(ctx) })];
    }
    if (result.isProved) markProved(ctx);
    if (result.deviceToken) rememberDevice(ctx, result.deviceToken);
    return [null, await activated(strapi, result.principal.record as NativeRecord)];
  } catch (error) {
    if (error instanceof GatehouseError) return [toClient(error)];
    strapi.log.error('[gatehouse] a sign-in could not be decided', error);
    throw error;
  }
};

/** The one error that Strapi's controller lets out as it is (admin/server/src/controllers/authentication.ts, 5.54). */
const notYetIn = (message: string, details: object = {}) =>
  new errors.ApplicationError(message, { ...details, code: 'LOGIN_NOT_ALLOWED' });
const toClient = (error: GatehouseError) => Object.assign(notYetIn(error.message), { cause: error });

/** What the sign-in asks of the session that is to come. */
const wantedSession = (ctx: Context) => {
  const { deviceId, rememberMe } = (ctx.request as { body?: Wanted }).body ?? {};
  return {
    rememberMe: Boolean(rememberMe),
    deviceId: typeof deviceId === 'string' && deviceId.length <= MAX_DEVICE_ID ? deviceId : null,
  };
};

type Due = {
  kind: ChallengeKind;
  userId: number;
  /** Whether the second factor has been shown. */
  isProved: boolean;
  session: ReturnType<typeof wantedSession>;
} & Pick<OpenStep, 'place' | 'isKnown'>;

/** The step before was right; what is left is answered to this browser alone. */
const openChallengeFor = async (strapi: Strapi, ctx: Context, due: Due) => {
  const { kind, userId, isProved, place, isKnown, session } = due;
  const opened = await openChallenge(strapi, {
    ...session,
    kind,
    userId,
    isProved,
    place,
    isKnown,
  });
  rememberChallenge(ctx, opened.browserToken);
  const step = { token: opened.token, expiresAt: opened.expiresAt.toISOString() };
  left.set(ctx, { ...step, ...(await detailsOf(strapi, kind, userId)) });
  return notYetIn(MESSAGES[kind]);
};

const MESSAGES: Record<ChallengeKind, string> = {
  mfa: REASON_MESSAGES['mfa-required'],
  'enrol-proof': REASON_MESSAGES['mfa-required'],
  'enrol-mfa': REASON_MESSAGES['mfa-required'],
  'new-password': ERROR_CODES.NEW_PASSWORD_REQUIRED.message,
};

const detailsOf = async (strapi: Strapi, kind: ChallengeKind, userId: number) => {
  switch (kind) {
    case 'mfa': {
      const { mfa } = await currentPolicy(strapi);
      const methods = await mfaMethodsOf(strapi, userId);
      return { kind, methods, trustDays: mfa.trustedDeviceDays };
    }
    case 'enrol-proof': {
      const user = await findUser(strapi, userId);
      return { kind, methods: user ? await enrolProofsOf(strapi, user) : [] };
    }
    case 'enrol-mfa':
      return { kind, kinds: await enrolKinds(strapi) };
    case 'new-password': {
      const user = await findUser(strapi, userId);
      return { kind, passwordRules: await passwordRulesFor(strapi, user) };
    }
  }
};

const finish = async (
  strapi: Strapi,
  ctx: Context,
  step: Omit<Step, 'browserTokens'>,
): Promise<PassportAnswer> => {
  const done = await completeSignIn(strapi, { ...step, browserTokens: challengeTokensOf(ctx) });
  if (done.outcome === 'challenge') return [await openChallengeFor(strapi, ctx, done)];
  const principal = await loadPrincipal(strapi, done.adminUserId);
  if (!principal) throw new GatehouseError('SIGN_IN_REFUSED');
  if (done.deviceToken) rememberDevice(ctx, done.deviceToken);
  if (done.recoveryCodes) made.set(ctx, done.recoveryCodes);
  if (done.isProved) markProved(ctx);
  // As the sign-in asked for it, for Strapi to make the session from.
  const { rememberMe, deviceId } = done.session;
  (ctx.request as { body?: unknown }).body = { rememberMe, ...(deviceId && { deviceId }) };
  return [null, await activated(strapi, principal.record as NativeRecord)];
};

/** What a passkey is to sign, for who has one and is not in yet. */
export const askPasskeyRoute = (strapi: Strapi) =>
  passOn(contracts.askPasskey, async (ctx, { body }) => {
    const { user } = await openStep(strapi, ctx, body.token, 'mfa');
    const options = await askPasskey(strapi, user.id);
    await setToSign(strapi, body.token, options.challenge);
    ctx.body = { data: options };
  });

/** Sends a code to who gets theirs by mail or SMS, and is not in yet. */
export const askCodeRoute = (strapi: Strapi) =>
  passOn(contracts.askCode, async (ctx, { body: { token, method } }) => {
    const { challenge, user } = await openStep(strapi, ctx, token, 'mfa', 'enrol-proof');
    const step = { ...challenge, token };
    if (challenge.kind === 'enrol-proof') {
      if (method !== 'mail') throw new GatehouseError('MFA_METHOD_OFF');
      ctx.body = { data: await askEnrolCode(strapi, user, step) };
      return;
    }
    await assertFactorInUse(strapi, method);
    ctx.body = { data: await askCode(strapi, user, method, step) };
  });

/** What an authenticator app is told, or where a code went, for who has to set one up before they are in. */
export const enrolRoute = (strapi: Strapi) =>
  passOn(enrolAtSignIn, async (ctx, { body }) => {
    const { challenge, user } = await openStep(strapi, ctx, body.token, 'enrol-mfa');
    ctx.body = {
      data: await beginEnrolmentAtSignIn(strapi, user, body.kind, challenge.expiresAt),
    };
  });

/** Where it comes from, for what counts by address; the door of sessions, which else says it, is not passed. */
const locate = (strapi: Strapi, ctx: Context) => {
  ctx.state.gatehouseAddress = addressReaderOf(strapi)(ctx);
};

/** The step that the browser has left to take, and whose it is. */
const openStep = async (strapi: Strapi, ctx: Context, token: string, ...kinds: ChallengeKind[]) => {
  locate(strapi, ctx);
  const challenge = await findChallenge(strapi, token, challengeTokensOf(ctx));
  const isOpen = challenge !== null && kinds.includes(challenge.kind);
  const user = isOpen && (await findUser(strapi, challenge.userId));
  if (!user) throw new GatehouseError('CHALLENGE_INVALID');
  return { challenge, user };
};

const loadPrincipal = async (strapi: Strapi, adminUserId: number): Promise<Principal | null> => {
  const record: NativeRecord | null = await strapi.db
    .query('admin::user')
    .findOne({ where: { id: adminUserId } });
  return record && { record, passwordHash: record.password, isActive: record.isActive === true };
};

/** The user is back from a suspension that has ended: Strapi's own record follows. */
const activated = async (strapi: Strapi, record: NativeRecord): Promise<NativeRecord> => {
  markLetIn(strapi, record.id);
  if (record.isActive) return record;
  await nativeUsers(strapi).updateById(record.id, { isActive: true });
  return { ...record, isActive: true };
};
