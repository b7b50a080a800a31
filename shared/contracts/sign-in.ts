import { z } from 'zod';

import { ENROL_KINDS, ENROL_PROOFS, MFA_METHODS, SENT_KINDS, STEP_METHODS } from '../constants';
import { contract, isoDate } from './contract';
import { passwordRules } from './me';
import { enrolment, mfaCode, passkeyOptions, sentCode, usedPasskey } from './mfa';
import { newPassword } from './users';

/** 32 random bytes, base64url. */
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be a token');

/** The `challenge` in the details of a 400 of `/admin/login`, where the password was right and a step is left. */
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
  /** More than the password is asked for, before a second factor is set up in place of one that was lost. */
  z.object({ ...step, kind: z.literal('enrol-proof'), methods: z.array(z.enum(ENROL_PROOFS)) }),
  /** A second factor has to be set up, by `/sign-in/enrol`. */
  z.object({ ...step, kind: z.literal('enrol-mfa'), kinds: z.array(z.enum(ENROL_KINDS)) }),
]);
export type Challenge = z.output<typeof challenge>;

/**
 * Answers as `/admin/login` does, by Strapi itself, so that its answer is not parsed here: with a further challenge too.
 * `meta.recoveryCodes` beside it where a second factor was set up, once.
 */
export const completeSignIn = contract({
  method: 'POST',
  path: '/sign-in/complete',
  permissions: [],
  isOpen: true,
  body: z.strictObject({
    token,
    /** Which of its methods, or kinds, the code is of. */
    method: z.enum(STEP_METHODS).optional(),
    code: mfaCode.optional(),
    passkey: usedPasskey.optional(),
    /** The new one that a `new-password` challenge asks for. */
    password: newPassword.optional(),
    trustDevice: z.boolean().default(false),
  }),
  response: z.unknown(),
});

/** What a passkey is to sign. */
export const askPasskey = contract({
  method: 'POST',
  path: '/sign-in/passkey',
  permissions: [],
  isOpen: true,
  body: z.strictObject({ token }),
  response: passkeyOptions,
});

/** Sends a code, in place of one that was sent for this step before. Where to is told in part. */
export const askCode = contract({
  method: 'POST',
  path: '/sign-in/code',
  permissions: [],
  isOpen: true,
  body: z.strictObject({ token, method: z.enum(SENT_KINDS) }),
  response: sentCode,
});

/** What an authenticator app is told, or where a code went, for who has to set one up before they are in. Anew each time. */
export const enrolAtSignIn = contract({
  method: 'POST',
  path: '/sign-in/enrol',
  permissions: [],
  isOpen: true,
  body: z.strictObject({ token, kind: z.enum(ENROL_KINDS).default('totp') }),
  response: z.union([enrolment, sentCode]),
});

/** What a link from a mail is for. The link is not used up by it. */
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

/** Sets the password, once. Whoever does is not signed in by it. */
export const useLink = contract({
  method: 'POST',
  path: '/links/use',
  permissions: [],
  isOpen: true,
  body: z.strictObject({ token, password: newPassword }),
  response: z.object({ email: z.string() }),
});
