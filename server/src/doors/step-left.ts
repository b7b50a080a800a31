import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { type ChallengeKind, REASON_MESSAGES } from '../../../shared/constants';
import type { Challenge } from '../../../shared/contracts/sign-in';
import { ERROR_CODES } from '../../../shared/error-codes';
import { findUser } from '../features/people/users/store';
import { currentPolicy } from '../features/settings/policy/record';
import { rememberChallenge } from '../features/sign-in/challenges/cookies';
import { openChallenge } from '../features/sign-in/challenges/record';
import { enrolProofsOf } from '../features/sign-in/mfa/enrol-proof';
import { enrolKinds, mfaMethodsOf } from '../features/sign-in/mfa/factors';
import { passwordRulesFor } from '../features/sign-in/password-policy/record';
import type { Strapi } from '../platform/strapi';

/** Kept for the response only: Strapi passes errors to all listeners of `admin.auth.error`. */
const left = new WeakMap<Context, Challenge>();

/** The pending step of the current sign-in. */
export const stepLeft = (ctx: Context) => left.get(ctx);

/** The only error Strapi's controller passes on (admin/server/src/controllers/authentication.ts, 5.54). */
export const notYetIn = (message: string, details: object = {}) =>
  new errors.ApplicationError(message, { ...details, code: 'LOGIN_NOT_ALLOWED' });

type Due = Pick<
  Parameters<typeof openChallenge>[1],
  'kind' | 'userId' | 'isMfaPassed' | 'place' | 'isKnown'
> & {
  session: { rememberMe: boolean; deviceId: string | null };
};

/** The previous step was right; only this browser may take the next one. */
export const leaveStep = async (strapi: Strapi, ctx: Context, due: Due) => {
  const { kind, userId, isMfaPassed, place, isKnown, session } = due;
  const opened = await openChallenge(strapi, { ...session, kind, userId, isMfaPassed, place, isKnown });
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
