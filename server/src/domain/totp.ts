import type * as OtpAuth from 'otpauth';

import { readCode } from '../../../shared/typed';
import { requireLazily } from './require-lazily';

/** The codes that RFC 6238 defines (§1.2; its appendix B has test vectors for each). */
type CodeKind = { algorithm: 'SHA1' | 'SHA256' | 'SHA512'; digits: number };

/** What authenticator apps assume by default (Google's key URI format); some support nothing else. */
const USUAL: CodeKind = { algorithm: 'SHA1', digits: 6 };
const PERIOD_SECONDS = 30;
/** Steps of drift either way (RFC 6238 §5.2). */
const DRIFT_STEPS = 1;
/** As long as the hash (RFC 4226 §4, R6). */
const SECRET_BYTES = 20;

/** With all the hashes that it knows. */
const otpAuth = () => requireLazily<typeof OtpAuth>('otpauth');

const totpOf = (secret: string, more: CodeKind & { issuer?: string; label?: string }) => {
  const { Secret, TOTP } = otpAuth();
  return new TOTP({ ...more, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) });
};

/** A random secret in base32, as people type it. */
export const newTotpSecret = () => new (otpAuth().Secret)({ size: SECRET_BYTES }).base32;

/** The content of the QR code: the app shows the project and the user. */
export const totpUri = (secret: string, names: { issuer: string; label: string }) =>
  totpOf(secret, { ...USUAL, ...names }).toString();

/** The time step of the code, so that each is accepted once; null if it is not a current code. */
export const totpStepOf = (secret: string, typed: string, now: Date, kind = USUAL): number | null => {
  const token = readCode(typed);
  // The library compares buffers of equal length, and throws otherwise.
  if (!/^[0-9]+$/.test(token) || token.length !== kind.digits) return null;
  const delta = totpOf(secret, kind).validate({ token, timestamp: now.getTime(), window: DRIFT_STEPS });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta;
};
