import { toDataURL } from 'qrcode';

import {
  ENROL_KINDS,
  type EnrolKind,
  type FactorKind,
  isSentKind,
  type MfaMethod,
  type SentKind,
} from '../../../../../shared/constants';
import type { Enrolment, NewPasskey, UsedPasskey } from '../../../../../shared/contracts/mfa';
import { newTotpSecret, totpStepOf, totpUri } from '../../../domain/totp';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { projectOf } from '../../../platform/project';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes';
import { CannotOpen, secretsOf } from '../../../platform/secrets';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { creationOptions, readNewPasskey, readUsedPasskey, relyingPartyOf, requestOptions } from './passkeys';
import { keepPending } from './pending';
import { type Addressee, createSentCodes } from './sent-codes';
import type { MfaStore, Proof, StoredFactor } from './store';

/** What a factor is called whose owner has given no name. */
const NAMES = { totp: 'Authenticator app', passkey: 'Passkey' };
/** Within which what was begun can be confirmed; a code that was sent ends sooner. */
const PENDING_MS = 15 * 60 * 1000;

export type Confirmation = {
  kind: FactorKind;
  /** What it had when it was begun, unless told. */
  name?: string;
  /** What was shown; null where it does not fit what was begun. */
  prove: (pending: StoredFactor) => Promise<Proof | null>;
  refusal: GatehouseError;
};

/** How each kind of factor is made and shown. */
export const createFactors = (strapi: Strapi, store: MfaStore) => {
  const users = () => getService(strapi, 'users');

  /** Without a key no secret is kept, and so none is made. */
  const sealing = () => {
    const secrets = secretsOf(strapi);
    if (!secrets) throw new GatehouseError('MFA_UNAVAILABLE');
    return secrets;
  };

  const sent = createSentCodes(strapi, store, sealing);

  /** Fails closed: a secret that can't be opened is no factor, and the recovery codes are the way in. */
  const stepOf = (sealed: string | null, code: string): number | null => {
    try {
      return sealed === null ? null : totpStepOf(sealing().open(sealed), code, clock.now());
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw error;
      strapi.log.error(`[gatehouse] the secret of a second factor cannot be read: ${error.message}`);
      return null;
    }
  };

  const takeTotp = async (userId: number, code: string) => {
    for (const { id, kind, secret } of await store.factorsOf(userId)) {
      const step = kind === 'totp' ? stepOf(secret, code) : null;
      if (step !== null && (await store.takeStep(id, step, clock.now()))) return true;
    }
    return false;
  };

  const makeCodes = async (userId: number) => {
    const codes = newRecoveryCodes();
    await store.replaceCodes(userId, codes.map(hashOfRecoveryCode), clock.now());
    return codes;
  };

  const inUse = async () => (await getService(strapi, 'policy').current()).mfa.methods;

  const assertInUse = async (method: MfaMethod) => {
    if (method !== 'recovery-code' && !(await inUse()).includes(method))
      throw new GatehouseError('MFA_METHOD_OFF');
  };

  const possible = async (): Promise<FactorKind[]> =>
    (await inUse()).filter(
      (kind) =>
        (kind !== 'passkey' || relyingPartyOf(strapi)) &&
        (kind !== 'sms' || getService(strapi, 'sms').isThere()),
    );

  const party = () => {
    const found = relyingPartyOf(strapi);
    if (!found) throw new GatehouseError('PASSKEYS_UNAVAILABLE');
    return found;
  };
  const passkeysOf = async (userId: number) =>
    (await store.factorsOf(userId)).filter(({ kind }) => kind === 'passkey');

  /** Its code is asked for before it is a factor. */
  const beginTotp = async ({ id, email }: { id: number; email: string }): Promise<Enrolment> => {
    const secret = newTotpSecret();
    const sealed = sealing().seal(secret);
    await keepPending(strapi, store, { userId: id, kind: 'totp', name: NAMES.totp, secret: sealed });
    const uri = totpUri(secret, { issuer: projectOf(strapi).name, label: email });
    return { secret, uri, qrCode: await toDataURL(uri) };
  };

  const beginPasskey = async (user: {
    id: number;
    email: string;
    firstname: string | null;
    lastname: string | null;
  }) => {
    const displayName = [user.firstname, user.lastname].filter(Boolean).join(' ') || user.email;
    const options = await creationOptions(party(), { ...user, displayName }, await passkeysOf(user.id));
    const begun = {
      userId: user.id,
      kind: 'passkey',
      name: NAMES.passkey,
      secret: options.challenge,
    } as const;
    await keepPending(strapi, store, begun);
    return { ...options };
  };

  /**
   * Makes a factor of what was begun. Answers new recovery codes, where the user has none. `alongside` is done with it
   * or not at all; it answers whether it could be.
   */
  const confirm = async (
    id: number,
    { kind, name: given, prove, refusal }: Confirmation,
    actor: Actor,
    alongside: () => Promise<boolean>,
  ): Promise<string[] | null> =>
    inTransaction(strapi, async () => {
      await users().setMfaEnabled(id, true);
      const since = new Date(clock.now().getTime() - PENDING_MS);
      const pending = await store.pendingOf(id, kind, since);
      const proof = pending && (await prove(pending));
      if (!pending || !proof) throw refusal;
      const name = given ?? pending.name;
      if (!(await store.confirm(pending.id, { name, ...proof }, clock.now())))
        throw new GatehouseError('CHANGED_MEANWHILE');
      if (isSentKind(kind)) await store.removeOthers(id, kind, pending.id);
      if (!(await alongside())) throw new GatehouseError('CHALLENGE_INVALID');
      const log = getService(strapi, 'log');
      await log.recordChange({
        about: { kind: 'user', id },
        action: 'factor-added',
        changes: null,
        text: name,
        actor,
      });
      getService(strapi, 'notices').secondFactor('factor-added', id, { factor: name });
      return (await store.countCodes(id)) > 0 ? null : makeCodes(id);
    });

  const ofApp = ({ code, name }: { code: string; name?: string }): Confirmation => ({
    kind: 'totp',
    name: name || NAMES.totp,
    prove: async ({ secret }) => {
      const step = stepOf(secret, code);
      return step === null ? null : { step };
    },
    refusal: fieldError('WRONG_CODE', 'code'),
  });

  const ofSentCode = ({ kind, code }: { kind: SentKind; code: string }): Confirmation => ({
    kind,
    prove: async ({ secret }) => (sent.fits(secret, kind, code) ? { isSent: true } : null),
    refusal: fieldError('WRONG_CODE', 'code'),
  });

  const confirmationOf = async (userId: number, kind: EnrolKind, code: string): Promise<Confirmation> => {
    if (!isSentKind(kind)) return ofApp({ code });
    await assertInUse(kind);
    // Its code is known to nobody who asks, and so can be guessed.
    await sent.takeTurn(userId);
    return ofSentCode({ kind, code });
  };

  const ofPasskey = ({ passkey, name }: { passkey: NewPasskey; name?: string }): Confirmation => ({
    kind: 'passkey',
    name: name || NAMES.passkey,
    prove: async ({ secret }) => (secret === null ? null : readNewPasskey(party(), passkey, secret)),
    refusal: new GatehouseError('PASSKEY_REFUSED'),
  });

  return {
    /** Whether this project can keep second factors. @throws MFA_UNAVAILABLE */
    assertPossible: () => void sealing(),

    /** Which kinds can be added. */
    kinds: possible,

    /** Which of them can be set up in a sign-in. */
    enrolKinds: async (): Promise<EnrolKind[]> => {
      const kinds = await possible();
      return ENROL_KINDS.filter((kind) => kinds.includes(kind));
    },

    /** What is to be shown, or was sent, to set a factor of the kind up. */
    async beginAtSignIn(user: Addressee, kind: EnrolKind, expiresAt: Date) {
      await assertInUse(kind);
      return isSentKind(kind) ? sent.begin(user, kind, expiresAt) : beginTotp(user);
    },

    /** @throws MFA_METHOD_OFF */
    assertInUse,

    async methodsOf(userId: number): Promise<MfaMethod[]> {
      const allowed = await inUse();
      const present = (await store.factorsOf(userId)).map(({ kind }) => kind);
      const kinds = new Set(present.filter((kind) => allowed.includes(kind)));
      return [...kinds, ...((await store.countCodes(userId)) > 0 ? (['recovery-code'] as const) : [])];
    },

    /** Takes the code, which works no other time. Outside any transaction: a rollback must not hand it back. */
    async takeCode(
      userId: number,
      method: Exclude<MfaMethod, 'passkey'>,
      { token, code }: { token: string; code: string },
    ): Promise<boolean> {
      if (method === 'totp') return takeTotp(userId, code);
      if (isSentKind(method)) return sent.take(userId, method, { token, code });
      if (!(await store.useCode(userId, hashOfRecoveryCode(code)))) return false;
      const codesLeft = String(await store.countCodes(userId));
      getService(strapi, 'notices').secondFactor('recovery-code-used', userId, { codesLeft });
      return true;
    },

    /** What one of the user's passkeys is to sign. */
    async askPasskey(userId: number) {
      const passkeys = await passkeysOf(userId);
      if (passkeys.length === 0) throw new GatehouseError('CHALLENGE_INVALID');
      return requestOptions(party(), passkeys);
    },

    /** Takes a use of a passkey of the user's, of what it was to sign. */
    async takePasskey(userId: number, passkey: UsedPasskey, toSign: string): Promise<boolean> {
      const known = (await passkeysOf(userId)).find(({ credentialId }) => credentialId === passkey.id);
      const signCount = known ? await readUsedPasskey(party(), known, passkey, toSign) : null;
      return known !== undefined && signCount !== null && store.takeUse(known.id, signCount, clock.now());
    },

    sent,
    beginTotp,
    beginPasskey,
    confirm,
    ofApp,
    confirmationOf,
    ofPasskey,
    makeCodes,
  };
};
export type Factors = ReturnType<typeof createFactors>;
