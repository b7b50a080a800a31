/** How each kind of factor is enrolled and verified. */

import type * as QrCode from 'qrcode';

import {
  ENROL_KINDS,
  type EnrolKind,
  type FactorKind,
  isSentKind,
  type MfaMethod,
  type SentKind,
} from '../../../../../shared/constants';
import type { Enrolment, NewPasskey, UsedPasskey } from '../../../../../shared/contracts/mfa';
import { requireLazily } from '../../../domain/require-lazily';
import { newTotpSecret, totpStepOf, totpUri } from '../../../domain/totp';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { projectOf } from '../../../platform/project';
import { CannotOpen } from '../../../platform/secrets';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { noticeSecondFactor } from '../../activity/notices/record';
import { setMfaEnabled } from '../../people/users/own-mfa';
import { currentPolicy } from '../../settings/policy/record';
import { isSmsThere } from '../sms/record';
import { creationOptions, readNewPasskey, readUsedPasskey, relyingPartyOf, requestOptions } from './passkeys';
import { keepPending } from './pending';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes';
import { sealing } from './sealing';
import * as sent from './sent-codes';
import type { Addressee } from './sent-codes';
import * as store from './store';
import type { Proof, StoredFactor } from './store';

/** Default names. */
const NAMES = { totp: 'Authenticator app', passkey: 'Passkey' };
/** How long an enrolment can be confirmed; a sent code expires sooner. */
const PENDING_MS = 15 * 60 * 1000;

export type Confirmation = {
  kind: FactorKind;
  /** Defaults to the name given when the enrolment began. */
  name?: string;
  /** The proof; null if it doesn't match the pending factor. */
  prove: (pending: StoredFactor) => Promise<Proof | null>;
  refusal: GatehouseError;
};

/** Fails closed: a secret that can't be unsealed verifies no code; recovery codes remain as the way in. */
const stepOf = (strapi: Strapi, sealed: string | null, code: string): number | null => {
  try {
    return sealed === null ? null : totpStepOf(sealing(strapi).open(sealed), code, clock.now());
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    strapi.log.error(`[gatehouse] the secret of a second factor cannot be read: ${error.message}`);
    return null;
  }
};

const takeTotp = async (strapi: Strapi, userId: number, code: string) => {
  for (const { id, kind, secret } of await store.factorsOf(strapi, userId)) {
    const step = kind === 'totp' ? stepOf(strapi, secret, code) : null;
    if (step !== null && (await store.takeStep(strapi, id, step, clock.now()))) return true;
  }
  return false;
};

export const makeCodes = async (strapi: Strapi, userId: number) => {
  const codes = newRecoveryCodes();
  await store.replaceCodes(strapi, userId, codes.map(hashOfRecoveryCode), clock.now());
  return codes;
};

const inUse = async (strapi: Strapi) => (await currentPolicy(strapi)).mfa.methods;

export const assertFactorInUse = async (strapi: Strapi, method: MfaMethod) => {
  if (method !== 'recovery-code' && !(await inUse(strapi)).includes(method))
    throw new GatehouseError('MFA_METHOD_OFF');
};

export const possible = async (strapi: Strapi): Promise<FactorKind[]> =>
  (await inUse(strapi)).filter(
    (kind) => (kind !== 'passkey' || relyingPartyOf(strapi)) && (kind !== 'sms' || isSmsThere(strapi)),
  );

const party = (strapi: Strapi) => {
  const found = relyingPartyOf(strapi);
  if (!found) throw new GatehouseError('PASSKEYS_UNAVAILABLE');
  return found;
};
const passkeysOf = async (strapi: Strapi, userId: number) =>
  (await store.factorsOf(strapi, userId)).filter(({ kind }) => kind === 'passkey');

/** It becomes a factor only when a code from it is confirmed. */
export const beginTotp = async (
  strapi: Strapi,
  { id, email }: { id: number; email: string },
): Promise<Enrolment> => {
  const secret = newTotpSecret();
  const sealed = sealing(strapi).seal(secret);
  await keepPending(strapi, { userId: id, kind: 'totp', name: NAMES.totp, secret: sealed });
  const uri = totpUri(secret, { issuer: projectOf(strapi).name, label: email });
  return { secret, uri, qrCode: await requireLazily<typeof QrCode>('qrcode').toDataURL(uri) };
};

export const beginPasskey = async (
  strapi: Strapi,
  user: {
    id: number;
    email: string;
    firstname: string | null;
    lastname: string | null;
  },
) => {
  const displayName = [user.firstname, user.lastname].filter(Boolean).join(' ') || user.email;
  const options = await creationOptions(
    party(strapi),
    { ...user, displayName },
    await passkeysOf(strapi, user.id),
  );
  const begun = {
    userId: user.id,
    kind: 'passkey',
    name: NAMES.passkey,
    secret: options.challenge,
  } as const;
  await keepPending(strapi, begun);
  return { ...options };
};

/**
 * Confirms the pending factor. Returns new recovery codes if the user has none, else null. `alongside` runs
 * in the same transaction and returns whether it succeeded; false rolls everything back.
 */
export const confirm = async (
  strapi: Strapi,
  id: number,
  { kind, name: typedName, prove, refusal }: Confirmation,
  actor: Actor,
  alongside: () => Promise<boolean>,
): Promise<string[] | null> =>
  inTransaction(strapi, async () => {
    await setMfaEnabled(strapi, id, true);
    const since = new Date(clock.now().getTime() - PENDING_MS);
    const pending = await store.pendingOf(strapi, id, kind, since);
    const proof = pending && (await prove(pending));
    if (!pending || !proof) throw refusal;
    const name = typedName ?? pending.name;
    if (!(await store.confirm(strapi, pending.id, { name, ...proof }, clock.now())))
      throw new GatehouseError('CHANGED_MEANWHILE');
    if (isSentKind(kind)) await store.removeOthers(strapi, id, kind, pending.id);
    if (!(await alongside())) throw new GatehouseError('CHALLENGE_INVALID');
    await recordChange(strapi, {
      about: { kind: 'user', id },
      action: 'factor-added',
      changes: null,
      text: name,
      actor,
    });
    noticeSecondFactor(strapi, 'factor-added', id, { factor: name });
    return (await store.countCodes(strapi, id)) > 0 ? null : makeCodes(strapi, id);
  });

export const ofApp = (strapi: Strapi, { code, name }: { code: string; name?: string }): Confirmation => ({
  kind: 'totp',
  name: name || NAMES.totp,
  prove: async ({ secret }) => {
    const step = stepOf(strapi, secret, code);
    return step === null ? null : { step };
  },
  refusal: fieldError('WRONG_CODE', 'code'),
});

const ofSentCode = (strapi: Strapi, { kind, code }: { kind: SentKind; code: string }): Confirmation => ({
  kind,
  prove: async ({ secret }) => (sent.fits(strapi, secret, kind, code) ? { isSent: true } : null),
  refusal: fieldError('WRONG_CODE', 'code'),
});

export const confirmationOf = async (
  strapi: Strapi,
  userId: number,
  kind: EnrolKind,
  code: string,
): Promise<Confirmation> => {
  if (!isSentKind(kind)) return ofApp(strapi, { code });
  await assertFactorInUse(strapi, kind);
  // Unlike an app's code, a sent code isn't known to the user yet, so guesses must be limited.
  await sent.takeTurn(strapi, userId);
  return ofSentCode(strapi, { kind, code });
};

export const ofPasskey = (
  strapi: Strapi,
  { passkey, name }: { passkey: NewPasskey; name?: string },
): Confirmation => ({
  kind: 'passkey',
  name: name || NAMES.passkey,
  prove: async ({ secret }) => (secret === null ? null : readNewPasskey(party(strapi), passkey, secret)),
  refusal: new GatehouseError('PASSKEY_REFUSED'),
});

/** Asserts that this project can store second factors. @throws MFA_UNAVAILABLE */
export const assertMfaPossible = (strapi: Strapi) => void sealing(strapi);

/** The kinds that can be set up during a sign-in. */
export const enrolKinds = async (strapi: Strapi): Promise<EnrolKind[]> => {
  const kinds = await possible(strapi);
  return ENROL_KINDS.filter((kind) => kinds.includes(kind));
};

/** Returns what to show for the enrolment, or where the code was sent. */
export const beginEnrolmentAtSignIn = async (
  strapi: Strapi,
  user: Addressee,
  kind: EnrolKind,
  expiresAt: Date,
) => {
  await assertFactorInUse(strapi, kind);
  return isSentKind(kind) ? sent.begin(strapi, user, kind, expiresAt) : beginTotp(strapi, user);
};

export const mfaMethodsOf = async (strapi: Strapi, userId: number): Promise<MfaMethod[]> => {
  const allowed = await inUse(strapi);
  const present = (await store.factorsOf(strapi, userId)).map(({ kind }) => kind);
  const kinds = new Set(present.filter((kind) => allowed.includes(kind)));
  return [...kinds, ...((await store.countCodes(strapi, userId)) > 0 ? (['recovery-code'] as const) : [])];
};

/** Checks the code and uses it up. Not in a transaction: a rollback must not make the code valid again. */
export const takeMfaCode = async (
  strapi: Strapi,
  userId: number,
  method: Exclude<MfaMethod, 'passkey'>,
  { token, code }: { token: string; code: string },
): Promise<boolean> => {
  if (method === 'totp') return takeTotp(strapi, userId, code);
  if (isSentKind(method)) return sent.take(strapi, userId, method, { token, code });
  if (!(await store.useCode(strapi, userId, hashOfRecoveryCode(code)))) return false;
  const codesLeft = String(await store.countCodes(strapi, userId));
  noticeSecondFactor(strapi, 'recovery-code-used', userId, { codesLeft });
  return true;
};

/** The WebAuthn request for the user's passkeys. */
export const askPasskey = async (strapi: Strapi, userId: number) => {
  const passkeys = await passkeysOf(strapi, userId);
  if (passkeys.length === 0) throw new GatehouseError('CHALLENGE_INVALID');
  return requestOptions(party(strapi), passkeys);
};

/** Verifies a passkey's signature of `toSign` and records the use. */
export const takePasskey = async (
  strapi: Strapi,
  userId: number,
  passkey: UsedPasskey,
  toSign: string,
): Promise<boolean> => {
  const known = (await passkeysOf(strapi, userId)).find(({ credentialId }) => credentialId === passkey.id);
  const signCount = known ? await readUsedPasskey(party(strapi), known, passkey, toSign) : null;
  return known !== undefined && signCount !== null && store.takeUse(strapi, known.id, signCount, clock.now());
};
