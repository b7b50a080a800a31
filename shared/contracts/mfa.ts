import { z } from 'zod';

import { ENROL_PROOFS, FACTOR_KINDS, MFA_REQUIREMENTS, SENT_KINDS } from '../constants';
import { byId, contract, id, idInPath, isoDate, line, optionalName, reason, revokeTokens } from './contract';
import { newPassword, sayingIfAlready, user, userAction } from './users';

/** The longest is a recovery code, with room for what is pasted along with it. */
const MAX_TYPED_CODE = 128;
/** A one-time or recovery code as typed: `readCode` says what was meant. */
export const mfaCode = z.string().max(MAX_TYPED_CODE);

/** Base64url, as browsers send a passkey's parts; the longest, an attestation, has some thousands. */
const base64url = z
  .string()
  .max(16_384)
  .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  /** What extensions answered; none is requested. */
  clientExtensionResults: z.record(z.string().max(64), z.unknown()),
};
const transports = z.array(line(32)).max(10);

/** A browser's answer when it creates a passkey (WebAuthn §5.2.1.1, `RegistrationResponseJSON`). */
export const newPasskey = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.optional(),
    transports: transports.optional(),
    publicKeyAlgorithm: z.number().optional(),
    publicKey: base64url.optional(),
  }),
});
/** Its answer when it uses one (`AuthenticationResponseJSON`). */
export const usedPasskey = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});
export type NewPasskey = z.output<typeof newPasskey>;
export type UsedPasskey = z.output<typeof usedPasskey>;
/** The library's options for the browser (`PublicKeyCredentialCreationOptionsJSON`, `…Request…`). */
const options = z.looseObject({ challenge: z.string() });

export const factor = z.object({
  id,
  kind: z.enum(FACTOR_KINDS),
  name: z.string(),
  createdAt: isoDate,
  lastUsedAt: isoDate.nullable(),
});
export type Factor = z.output<typeof factor>;

/** A browser that is not asked for the second factor again until `trustedUntil`. */
export const trustedDevice = z.object({
  id,
  client: z.string().nullable(),
  address: z.string().nullable(),
  firstUsedAt: isoDate,
  lastUsedAt: isoDate,
  trustedUntil: isoDate,
});
export type TrustedDevice = z.output<typeof trustedDevice>;

/** A user's second factor. No secret is returned but the one that is being set up. */
export const mfaState = z.object({
  isEnabled: z.boolean(),
  isRequired: z.boolean(),
  requirement: z.enum(MFA_REQUIREMENTS),
  /** Until then, users who need one come in without; null: no longer. */
  dueAt: isoDate.nullable(),
  factors: z.array(factor),
  recoveryCodesLeft: z.number(),
  /** The kinds that can be added here: passkeys need a panel that has a domain name. */
  canAdd: z.array(z.enum(FACTOR_KINDS)),
  trustedDevices: z.array(trustedDevice),
  /** Setting one up in a sign-in needs one of these besides the password; none: the password is enough. */
  enrolProofs: z.array(z.enum(ENROL_PROOFS)),
  /** Until when a code from an administrator is valid; null: there is none. */
  enrolCodeUntil: isoDate.nullable(),
});
export type MfaState = z.output<typeof mfaState>;

/** What an authenticator app needs. Shown while it is set up, and never again. */
export const enrolment = z.object({
  secret: z.string(),
  uri: z.string(),
  /** The URI as a picture, a `data:` URL. */
  qrCode: z.string(),
});
export type Enrolment = z.output<typeof enrolment>;

const withPassword = z.strictObject({ password: newPassword });
/** Each works once. Shown only this once; null if the user already has some. */
const recoveryCodes = z.array(z.string());

export const getMyMfa = contract({
  method: 'GET',
  path: '/me/mfa',
  permissions: [],
  response: mfaState,
});

export const beginMyTotp = contract({
  method: 'POST',
  path: '/me/mfa/totp',
  permissions: [],
  body: withPassword,
  response: enrolment,
});

export const confirmMyTotp = contract({
  method: 'POST',
  path: '/me/mfa/totp/confirm',
  permissions: [],
  body: z.strictObject({ code: mfaCode, name: optionalName(100).optional() }),
  response: z.object({ mfa: mfaState, recoveryCodes: recoveryCodes.nullable() }),
});

export const beginMyPasskey = contract({
  method: 'POST',
  path: '/me/mfa/passkey',
  permissions: [],
  body: withPassword,
  response: options,
});

export const confirmMyPasskey = contract({
  method: 'POST',
  path: '/me/mfa/passkey/confirm',
  permissions: [],
  body: z.strictObject({ passkey: newPasskey, name: optionalName(100).optional() }),
  response: z.object({ mfa: mfaState, recoveryCodes: recoveryCodes.nullable() }),
});

/** Where a code was sent, and until when it is valid. */
export const sentCode = z.object({ sentTo: z.string(), expiresAt: isoDate });
export type SentCode = z.output<typeof sentCode>;

/** Sends a code to one's own address or mobile, to prove that it arrives. */
export const beginMyCode = contract({
  method: 'POST',
  path: '/me/mfa/code',
  permissions: [],
  body: withPassword.extend({ kind: z.enum(SENT_KINDS) }),
  response: sentCode,
});

export const confirmMyCode = contract({
  method: 'POST',
  path: '/me/mfa/code/confirm',
  permissions: [],
  body: z.strictObject({ kind: z.enum(SENT_KINDS), code: mfaCode }),
  response: z.object({ mfa: mfaState, recoveryCodes: recoveryCodes.nullable() }),
});

export const removeMyFactor = contract({
  method: 'POST',
  path: '/me/mfa/factors/:id/remove',
  permissions: [],
  params: z.strictObject({ id: idInPath }),
  body: withPassword,
  response: mfaState,
});

/** Replaces the present ones. */
export const renewMyRecoveryCodes = contract({
  method: 'POST',
  path: '/me/mfa/recovery-codes',
  permissions: [],
  body: withPassword,
  response: z.object({ recoveryCodes }),
});

export const deleteMyTrustedDevices = contract({
  method: 'DELETE',
  path: '/me/mfa/trusted-devices',
  permissions: [],
  response: mfaState,
});

export const getUserMfa = contract({
  method: 'GET',
  path: '/users/:id/mfa',
  permissions: ['users.mfa'],
  params: byId,
  response: mfaState,
});

const withReason = z.strictObject({ reason: reason.optional() });

export const requireMfa = userAction('mfa-requirement', {
  body: withReason.extend({ requirement: z.enum(MFA_REQUIREMENTS) }),
  response: user,
  meta: sayingIfAlready,
});

/** Removes all factors; a new one has to be set up at the next sign-in. Ends all sessions. */
export const resetMfa = userAction('reset-mfa', {
  body: withReason.extend({ revokeTokens }),
  response: user,
});

/** Removes all factors; a new one has to be set up only if one is required. */
export const removeMfa = userAction('remove-mfa', {
  body: withReason,
  response: user,
});

/**
 * A code with which a user who has lost their factors sets up another one; replaces an earlier code. Shown
 * only once, valid for a day and for one sign-in.
 */
export const makeEnrolCode = userAction('enrol-code', {
  body: withReason,
  response: z.object({ code: z.string(), expiresAt: isoDate }),
});

export const deleteTrustedDevices = userAction('delete-trusted-devices', {
  body: withReason,
  response: user,
  meta: sayingIfAlready,
});

/** What a passkey has to sign for a step of the sign-in. New each time. */
export const passkeyOptions = options;
