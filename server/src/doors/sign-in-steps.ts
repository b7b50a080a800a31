import type { Context } from 'koa';

import type { ChallengeKind } from '../../../shared/constants';
import { askCode, askPasskey, completeSignIn, enrolAtSignIn } from '../../../shared/contracts/sign-in';
import type { Step } from '../access/complete-sign-in';
import { locate } from '../access/identify';
import { findUser } from '../features/people/users/store';
import { challengeTokensOf } from '../features/sign-in/challenges/cookies';
import { findChallenge, setToSign } from '../features/sign-in/challenges/record';
import { askEnrolCode } from '../features/sign-in/mfa/enrol-proof';
import * as factors from '../features/sign-in/mfa/factors';
import { askCode as sendCode } from '../features/sign-in/mfa/sent-codes';
import { GatehouseError } from '../platform/errors';
import { passOn } from '../platform/handle';
import type { Strapi } from '../platform/strapi';
import { functionAt, type Handler } from './door';
import { authenticationController } from './native';

/** Requests that finish a sign-in, with their step. Only what the contract allows gets in from clients. */
const steps = new WeakMap<
  Context,
  Pick<Step, 'token' | 'method' | 'code' | 'passkey' | 'password' | 'trustDevice'>
>();

/** The step a request takes; none if it starts a sign-in. */
export const stepOf = (ctx: Context) => steps.get(ctx);

const made = new WeakMap<Context, string[]>();

/** Recovery codes made by a sign-in, to be shown with its response. */
export const showRecoveryCodes = (ctx: Context, codes: string[]) => made.set(ctx, codes);

/** Routes for users who gave the right password but are not in yet. */
export const signInStepRoutes = (strapi: Strapi) => [
  /**
   * Finishes a sign-in with a pending step, through Strapi's own action with its floor and limit, so that
   * cookie, session and response are those of a sign-in.
   */
  passOn(completeSignIn, async (ctx, { body }) => {
    locate(strapi, ctx);
    steps.set(ctx, body);
    // Strapi requires these before it calls us.
    (ctx.request as { body?: unknown }).body = { email: 'challenge', password: 'challenge' };
    try {
      await functionAt<Handler>(strapi, authenticationController('login'))(ctx, async () => undefined);
      const recoveryCodes = made.get(ctx);
      if (recoveryCodes) ctx.body = { ...(ctx.body as object), meta: { recoveryCodes } };
    } catch (error) {
      throw error instanceof Error && error.cause instanceof GatehouseError ? error.cause : error;
    }
  }),
  /** What an authenticator app needs, or where a code went, for users who must set up a factor to get in. */
  passOn(enrolAtSignIn, async (ctx, { body }) => {
    const { challenge, user } = await openStep(strapi, ctx, body.token, 'enrol-mfa');
    ctx.body = {
      data: await factors.beginEnrolmentAtSignIn(strapi, user, body.kind, challenge.expiresAt),
    };
  }),
  /** The challenge for a passkey to sign, for users who are not in yet. */
  passOn(askPasskey, async (ctx, { body }) => {
    const { user } = await openStep(strapi, ctx, body.token, 'mfa');
    const options = await factors.askPasskey(strapi, user.id);
    await setToSign(strapi, body.token, options.challenge);
    ctx.body = { data: options };
  }),
  /** Sends a code by mail or SMS to users who are not in yet. */
  passOn(askCode, async (ctx, { body: { token, method } }) => {
    const { challenge, user } = await openStep(strapi, ctx, token, 'mfa', 'enrol-proof');
    const step = { ...challenge, token };
    if (challenge.kind === 'enrol-proof') {
      if (method !== 'mail') throw new GatehouseError('MFA_METHOD_OFF');
      ctx.body = { data: await askEnrolCode(strapi, user, step) };
      return;
    }
    await factors.assertFactorInUse(strapi, method);
    ctx.body = { data: await sendCode(strapi, user, method, step) };
  }),
];

/** The browser's pending step, and its user. */
const openStep = async (strapi: Strapi, ctx: Context, token: string, ...kinds: ChallengeKind[]) => {
  locate(strapi, ctx);
  const challenge = await findChallenge(strapi, token, challengeTokensOf(ctx));
  const isOpen = challenge !== null && kinds.includes(challenge.kind);
  const user = isOpen && (await findUser(strapi, challenge.userId));
  if (!user) throw new GatehouseError('CHALLENGE_INVALID');
  return { challenge, user };
};
