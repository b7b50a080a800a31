import { z } from 'zod';

import { ENROL_KINDS, ENROL_PROOFS, MFA_METHODS, SENT_KINDS, STEP_METHODS } from '../constants';
import { contract, isoDate } from './contract';
import { passwordRules } from './me';
import { enrolment, mfaCode, passkeyOptions, sentCode, usedPasskey } from './mfa';
import { newPassword } from './users';

/** 32 random bytes, base64url. */
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be a token');

/** In the details of a 400 of `/admin/login`: the password was right, and a step is left. */
const step = { token, expiresAt: isoDate };
export const challenge = z.discriminatedUnion('kind', [
  z.object({ ...step, kind: z.literal('new-password'), passwordRules }),
  z.object({
    ...step,
    kind: z.literal('mfa'),
    /** What it can be answered with. */
    methods: z.array(z.enum(MFA_METHODS)),
    /** Days for which the browser can be trusted; 0: it can't. */
    trustDays: z.number(),
  }),
  /** More than the password is needed before a second factor is set up to replace a lost one. */
  z.object({ ...step, kind: z.literal('enrol-proof'), methods: z.array(z.enum(ENROL_PROOFS)) }),
  /** A second factor has to be set up, with `/sign-in/enrol`. */
  z.object({ ...step, kind: z.literal('enrol-mfa'), kinds: z.array(z.enum(ENROL_KINDS)) }),
]);
export type Challenge = z.output<typeof challenge>;

/**
 * Answers as `/admin/login` does, possibly with a further challenge. Strapi itself answers, so the answer is
 * not parsed here. If a second factor was set up, `meta.recoveryCodes` is beside it, once.
 */
export const completeSignIn = contract({
  method: 'POST',
  path: '/sign-in/complete',
  permissions: [],
  isOpen: true,
  body: z.strictObject({
    token,
    /** Which of the methods or kinds the code is for. */
    method: z.enum(STEP_METHODS).optional(),
    code: mfaCode.optional(),
    passkey: usedPasskey.optional(),
    /** The new password for a `new-password` challenge. */
    password: newPassword.optional(),
    trustDevice: z.boolean().default(false),
  }),
  response: z.unknown(),
});

/** What a passkey has to sign. */
export const askPasskey = contract({
  method: 'POST',
  path: '/sign-in/passkey',
  permissions: [],
  isOpen: true,
  body: z.strictObject({ token }),
  response: passkeyOptions,
});

/** Sends a code, replacing an earlier one for this step. The answer shows part of the target. */
export const askCode = contract({
  method: 'POST',
  path: '/sign-in/code',
  permissions: [],
  isOpen: true,
  body: z.strictObject({ token, method: z.enum(SENT_KINDS) }),
  response: sentCode,
});

/** For users who must set a factor up first: what an app needs, or where a code went. New each time. */
export const enrolAtSignIn = contract({
  method: 'POST',
  path: '/sign-in/enrol',
  permissions: [],
  isOpen: true,
  body: z.strictObject({ token, kind: z.enum(ENROL_KINDS).default('totp') }),
  response: z.union([enrolment, sentCode]),
});

/** What a link from a mail is for. Does not use up the link. */
export const readLink = contract({
  method: 'POST',
  path: '/links/read',
  permissions: [],
  isOpen: true,
  body: z.strictObject({ token }),
  response: z.object({
    kind: z.enum(['invitation', 'reset']),
    email: z.string(),
    firstname: z.string().nullable(),
    lastname: z.string().nullable(),
    passwordRules,
  }),
});

/** Sets the password, once. Does not sign anybody in. */
export const useLink = contract({
  method: 'POST',
  path: '/links/use',
  permissions: [],
  isOpen: true,
  body: z.strictObject({ token, password: newPassword }),
  response: z.object({ email: z.string() }),
});
