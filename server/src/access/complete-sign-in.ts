import {
  type ChallengeKind,
  ENROL_KINDS,
  MFA_METHODS,
  type MfaMethod,
  type Reason,
  type StepMethod,
} from '../../../shared/constants';
import type { UsedPasskey } from '../../../shared/contracts/mfa';
import type { Policy } from '../../../shared/contracts/policy';
import { refuse as why } from '../../../shared/refusals';
import { afterPassword, beforePassword, decide } from '../domain/decide';
import type { Facts } from '../domain/facts';
import type { OpenStep } from '../domain/open-steps';
import { enrolProof } from '../domain/rules/enrol-proof';
import { recordAttempt } from '../features/activity/login-attempts/record';
import { choosePassword } from '../features/people/users/choose-password';
import { findUser } from '../features/people/users/store';
import type { StoredUser } from '../features/people/users/user-row';
import { currentPolicy } from '../features/settings/policy/record';
import type { OpenChallenge } from '../features/sign-in/challenges/store';
import { takeChallengeTry, takeToSign, useUpChallenge } from '../features/sign-in/challenges/record';
import { countFailedTry, recordRightTry, takePasswordTry } from '../features/sign-in/lockout/record';
import { giveTryBack } from '../features/sign-in/lockout/store';
import { enrolProofsOf, takeEnrolProof } from '../features/sign-in/mfa/enrol-proof';
import { assertFactorInUse, takeMfaCode, takePasskey } from '../features/sign-in/mfa/factors';
import { enrolAtSignIn } from '../features/sign-in/mfa/record';
import { giveAddressTryBack, giveTryBackAt, takeAddressTry } from '../features/sign-in/throttle/record';
import { clock } from '../platform/clock';
import { fieldError, GatehouseError } from '../platform/errors';
import type { Strapi } from '../platform/strapi';
import { loadFacts } from './facts';
import { type Claim, poolOf, reasonNow, rememberDeviceOf } from './sign-in';

/** What a browser sends to take the pending step of its sign-in. */
export type Step = Pick<Claim, 'realm' | 'address' | 'userAgent' | 'deviceTokens'> & {
  token: string;
  browserTokens: readonly string[];
  method?: StepMethod;
  code?: string;
  passkey?: UsedPasskey;
  password?: string;
  trustDevice: boolean;
};

/** The attempt so far; recorded at the end. */
type Attempt = { userId: number | null; userName: string; method: string; reason: Reason };

/** Everything needed to take the step. */
type Turn = {
  step: Step;
  attempt: Attempt;
  user: StoredUser;
  challenge: OpenChallenge;
  facts: Facts;
  policy: Policy;
};

/** The outcome: one more step, or the user is in. */
export type Completed =
  | ({
      outcome: 'challenge';
      kind: ChallengeKind;
      userId: number;
      isMfaPassed: boolean;
      session: Session;
    } & Pick<OpenStep, 'place' | 'isKnown'>)
  | {
      outcome: 'success';
      adminUserId: number;
      isMfaPassed: boolean;
      session: Session;
      deviceToken: string | null;
      /** New codes, if a second factor was set up. */
      recoveryCodes: string[] | null;
    };
type Session = { rememberMe: boolean; deviceId: string | null };

/**
 * Takes the pending step of a sign-in: the second factor, setting one up, or a new password. The rules are
 * applied again, as the user may have been shut out since; whatever they still ask for is the next step.
 * Always recorded; an attempt that can't be recorded lets nobody in. Refusals are thrown.
 */
export const completeSignIn = async (strapi: Strapi, step: Step): Promise<Completed> => {
  const attempt: Attempt = { userId: null, userName: '', method: 'password', reason: 'challenge-invalid' };
  try {
    const turn = await openTurn(strapi, step, attempt);
    const recoveryCodes = await takeStep(strapi, turn);
    attempt.reason = 'challenge-invalid';
    return await goOn(strapi, turn, recoveryCodes);
  } finally {
    const { method, reason } = attempt;
    await recordAttempt(strapi, step, attempt, { realm: step.realm, method, reason });
  }
};

const refuse = (attempt: Attempt, reason: Reason) => {
  attempt.reason = reason;
  return new GatehouseError('SIGN_IN_REFUSED');
};

/** Loads the step and its user; throws if it is no longer open or something keeps the user out. */
const openTurn = async (strapi: Strapi, step: Step, attempt: Attempt): Promise<Turn> => {
  const policy = await currentPolicy(strapi);
  if (!(await takeAddressTry(strapi, step.address, policy.throttle))) throw refuse(attempt, 'rate-limited');
  const challenge = await takeChallengeTry(strapi, step.token, step.browserTokens);
  const user = challenge && (await findUser(strapi, challenge.userId));
  if (!challenge || !user) throw new GatehouseError('CHALLENGE_INVALID');
  Object.assign(attempt, { userId: user.id, userName: user.userName });

  const facts = await loadFacts(strapi, { ...step, user, isThrottled: false, policy });
  const decision = decide(beforePassword, facts);
  if (decision.outcome === 'deny') throw refuse(attempt, decision.reason);

  if (challenge.kind !== 'new-password') attempt.method = step.method ?? 'totp';
  // If MFA was reset after the step began, the sign-in has to start over.
  const asked = decide([enrolProof], { ...facts, isMfaPassed: challenge.isMfaPassed });
  if (challenge.kind === 'enrol-mfa' && asked.outcome !== 'allow')
    throw new GatehouseError('CHALLENGE_INVALID');
  return { step, attempt, user, challenge, facts, policy };
};

/** Returns the recovery codes, if a second factor was set up. */
const takeStep = async (strapi: Strapi, turn: Turn): Promise<string[] | null> => {
  const { step, challenge, policy } = turn;
  // Only a second factor, or the proof that replaces it, can be guessed.
  const isGuess = challenge.kind === 'mfa' || challenge.kind === 'enrol-proof';
  if (!isGuess) await giveAddressTryBack(strapi, step.address, policy.throttle);
  const recoveryCodes = await TAKE[challenge.kind](strapi, turn);
  if (isGuess) await giveAddressTryBack(strapi, step.address, policy.throttle);
  return recoveryCodes;
};

/** Asks for the next step that the rules require, or lets the user in. */
const goOn = async (strapi: Strapi, turn: Turn, recoveryCodes: string[] | null): Promise<Completed> => {
  const { step, attempt, user, challenge, facts, policy } = turn;
  const isMfaPassed = challenge.isMfaPassed || challenge.kind !== 'new-password';
  const { rememberMe, deviceId, place, isKnown } = challenge;
  const session = { rememberMe, deviceId };
  const next = decide(afterPassword, {
    ...facts,
    user: await findUser(strapi, user.id),
    isPasswordTooOld: facts.isPasswordTooOld && challenge.kind !== 'new-password',
    isMfaPassed,
  });
  if (next.outcome === 'challenge') {
    attempt.reason = next.reason;
    return { outcome: 'challenge', kind: next.kind, userId: user.id, isMfaPassed, session, place, isKnown };
  }
  // A user shut out while taking the step does not get in.
  if (!(await recordRightTry(strapi, poolOf(facts, user), clock.now())))
    throw refuse(attempt, await reasonNow(strapi, facts));
  // Gives back the try that the password took, at the address it came from.
  await giveTryBackAt(strapi, place, policy.throttle);
  attempt.reason = 'ok';
  const isTrusted = step.trustDevice && challenge.kind === 'mfa';
  const deviceToken = await rememberDeviceOf(strapi, policy, facts, { ...step, isTrusted });
  return {
    outcome: 'success',
    adminUserId: user.adminUserId,
    isMfaPassed,
    session,
    deviceToken,
    recoveryCodes,
  };
};

const required = <T>(value: T | undefined, field: string): T => {
  if (value === undefined) throw fieldError('VALIDATION', field, why('needed-here'));
  return value;
};

/**
 * A code can be guessed like a password and takes one of the same tries: before it is checked, and given back
 * only if it is right.
 */
const secondFactor = async (strapi: Strapi, turn: Turn) => {
  const { step, user, attempt } = turn;
  attempt.reason = 'mfa-required';
  const wanted = step.method ?? 'totp';
  const method = required(
    MFA_METHODS.find((one) => one === wanted),
    'method',
  );
  await assertFactorInUse(strapi, method);
  const take =
    method === 'passkey'
      ? passkeyOf(strapi, step, user.id, required(step.passkey, 'passkey'))
      : codeOf(strapi, step, user.id, method, required(step.code, 'code'));
  return guess(
    strapi,
    turn,
    take,
    method === 'passkey' ? new GatehouseError('PASSKEY_REFUSED') : fieldError('WRONG_CODE', 'code'),
  );
};

/** The proof accepted instead from users who have lost their second factor. */
const proofOfLoss = async (strapi: Strapi, turn: Turn) => {
  const { step, user, attempt } = turn;
  attempt.reason = 'mfa-required';
  const proofs = await enrolProofsOf(strapi, user);
  const proof = required(
    proofs.find((one) => one === step.method),
    'method',
  );
  const answer = { token: step.token, code: required(step.code, 'code') };
  return guess(
    strapi,
    turn,
    () => takeEnrolProof(strapi, user.id, proof, answer),
    fieldError('WRONG_CODE', 'code'),
  );
};

const guess = async (
  strapi: Strapi,
  { step, attempt, user, facts, policy }: Turn,
  take: () => Promise<boolean>,
  refusal: GatehouseError,
) => {
  const pool = poolOf(facts, user);
  attempt.reason = 'too-many-tries';
  if (!(await takePasswordTry(strapi, pool, policy.lockout, facts.now)))
    throw new GatehouseError('SIGN_IN_REFUSED');
  attempt.reason = 'mfa-failed';
  if (!(await take())) {
    await countFailedTry(strapi, pool, policy.lockout, clock.now());
    throw refusal;
  }
  await giveTryBack(strapi, pool);
  attempt.reason = 'challenge-invalid';
  if (!(await useUpChallenge(strapi, step.token))) throw new GatehouseError('CHALLENGE_INVALID');
  return null;
};

const codeOf =
  (strapi: Strapi, { token }: Step, userId: number, method: Exclude<MfaMethod, 'passkey'>, code: string) =>
  () =>
    takeMfaCode(strapi, userId, method, { token, code });

/** The challenge to sign is used up by the first answer, right or wrong. */
const passkeyOf =
  (strapi: Strapi, { token }: Step, userId: number, passkey: UsedPasskey) =>
  async () => {
    const toSign = await takeToSign(strapi, token);
    return toSign !== null && takePasskey(strapi, userId, passkey, toSign);
  };

/** Not a guess: the code of an app that is only being set up reveals nobody's secret. */
const enrolment = (strapi: Strapi, { step, user, attempt }: Turn) => {
  attempt.reason = 'mfa-required';
  const kind = ENROL_KINDS.find((one) => one === (step.method ?? 'totp'));
  return enrolAtSignIn(
    strapi,
    user,
    { kind: required(kind, 'method'), code: required(step.code, 'code') },
    step.address,
    () => useUpChallenge(strapi, step.token),
  );
};

/** Until a password is accepted, the step stays pending and nothing has failed. */
const newPassword = async (strapi: Strapi, { step, user, attempt }: Turn) => {
  attempt.reason = 'new-password-required';
  const isChosen = await choosePassword(strapi, user.id, {
    password: required(step.password, 'password'),
    useUp: () => useUpChallenge(strapi, step.token),
    loggedAs: 'password-chosen',
    ip: step.address,
  });
  if (!isChosen) {
    attempt.reason = 'challenge-invalid';
    throw new GatehouseError('CHALLENGE_INVALID');
  }
  return null;
};

const TAKE: Record<ChallengeKind, (strapi: Strapi, turn: Turn) => Promise<string[] | null>> = {
  mfa: secondFactor,
  'enrol-proof': proofOfLoss,
  'enrol-mfa': enrolment,
  'new-password': newPassword,
};
