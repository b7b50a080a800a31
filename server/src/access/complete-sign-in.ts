import {
  type ChallengeKind,
  ENROL_KINDS,
  MFA_METHODS,
  type MfaMethod,
  type Outcome,
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
import { takeChallengeTry, takeToSign, useUpChallenge } from '../features/sign-in/challenges/record';
import { recordFailedTry, recordRightTry, takePasswordTry } from '../features/sign-in/lockout/record';
import { giveTryBack } from '../features/sign-in/lockout/store';
import { enrolProofsOf, takeEnrolProof } from '../features/sign-in/mfa/enrol-proof';
import { assertFactorInUse, takeMfaCode, takePasskey } from '../features/sign-in/mfa/factors';
import { enrolAtSignIn } from '../features/sign-in/mfa/record';
import { giveAddressTryBack, giveTryBackAt, takeAddressTry } from '../features/sign-in/throttle/record';
import { clock } from '../platform/clock';
import { fieldError, GatehouseError } from '../platform/errors';
import type { Strapi } from '../platform/strapi';
import { loadFacts } from './facts';
import { type Claim, reasonNow, rememberDeviceOf } from './sign-in';

/** What a browser brings to the step that its sign-in has left. */
export type Step = Pick<Claim, 'realm' | 'address' | 'userAgent' | 'deviceTokens'> & {
  token: string;
  browserTokens: readonly string[];
  method?: StepMethod;
  code?: string;
  passkey?: UsedPasskey;
  password?: string;
  trustDevice: boolean;
};

type User = StoredUser;

/** What the step is taken with. */
type Turn = { step: Step; user: User; facts: Facts; policy: Policy; end: (end: End) => void };
type End = { outcome: Outcome; reason: Reason };

/** How the sign-in goes on: with a step more, or the user is in. */
export type Completed =
  | ({
      outcome: 'challenge';
      kind: ChallengeKind;
      userId: number;
      isProved: boolean;
      session: Session;
    } & Pick<OpenStep, 'place' | 'isKnown'>)
  | {
      outcome: 'success';
      adminUserId: number;
      isProved: boolean;
      session: Session;
      deviceToken: string | null;
      /** New ones, where a second factor was set up. */
      recoveryCodes: string[] | null;
    };
type Session = { rememberMe: boolean; deviceId: string | null };

/**
 * A step that a sign-in has left: the second factor, setting one up, or a new password. The rules are asked once more,
 * as the user may have been shut out since; what they still ask for then is the next step. Recorded whatever its end;
 * one that can't be recorded is not let in. Refusals are thrown.
 */
export const completeSignIn = async (strapi: Strapi, step: Step): Promise<Completed> => {
  const who = { userId: null as number | null, userName: '', method: 'password' };
  let end: End = { outcome: 'failure', reason: 'challenge-invalid' };
  const refuse = (reason: Reason): never => {
    end = { outcome: 'failure', reason };
    throw new GatehouseError('SIGN_IN_REFUSED');
  };
  try {
    const policy = await currentPolicy(strapi);
    if (!(await takeAddressTry(strapi, step.address, policy.throttle))) return refuse('rate-limited');
    const challenge = await takeChallengeTry(strapi, step.token, step.browserTokens);
    const user = challenge && (await findUser(strapi, challenge.userId));
    if (!challenge || !user) throw new GatehouseError('CHALLENGE_INVALID');
    Object.assign(who, { userId: user.id, userName: user.userName });

    const facts = await loadFacts(strapi, { ...step, user, isThrottled: false, policy });
    const decision = decide(beforePassword, facts);
    if (decision.outcome === 'deny') return refuse(decision.reason);

    if (challenge.kind !== 'new-password') who.method = step.method ?? 'totp';
    // Reset since the step was begun, it is to be begun anew.
    const asked = decide([enrolProof], { ...facts, isProved: challenge.isProved });
    if (challenge.kind === 'enrol-mfa' && asked.outcome !== 'allow')
      throw new GatehouseError('CHALLENGE_INVALID');
    const turn: Turn = { step, user, facts, policy, end: (next) => (end = next) };
    // Only a second factor, or what takes its place, can be guessed.
    const isGuess = challenge.kind === 'mfa' || challenge.kind === 'enrol-proof';
    if (!isGuess) await giveAddressTryBack(strapi, step.address, policy.throttle);
    const recoveryCodes = await TAKE[challenge.kind](strapi, turn);
    if (isGuess) await giveAddressTryBack(strapi, step.address, policy.throttle);

    end = { outcome: 'failure', reason: 'challenge-invalid' };
    const isProved = challenge.isProved || challenge.kind !== 'new-password';
    const { rememberMe, deviceId, place, isKnown } = challenge;
    const session = { rememberMe, deviceId };
    const next = decide(afterPassword, {
      ...facts,
      user: await findUser(strapi, user.id),
      isPasswordTooOld: facts.isPasswordTooOld && challenge.kind !== 'new-password',
      isProved,
    });
    if (next.outcome === 'challenge') {
      end = { outcome: 'challenge', reason: next.reason };
      return { outcome: 'challenge', kind: next.kind, userId: user.id, isProved, session, place, isKnown };
    }
    const pool = { userId: user.id, deviceId: facts.device?.id ?? null };
    // Shut out while the step was taken, the user does not come in.
    if (!(await recordRightTry(strapi, pool, clock.now()))) return refuse(await reasonNow(strapi, facts));
    // What the password took, wherever it was typed.
    await giveTryBackAt(strapi, place, policy.throttle);
    end = { outcome: 'success', reason: 'ok' };
    return {
      outcome: 'success',
      adminUserId: user.adminUserId,
      isProved,
      session,
      deviceToken: await rememberDeviceOf(strapi, policy, facts, {
        ...step,
        isTrusted: step.trustDevice && challenge.kind === 'mfa',
      }),
      recoveryCodes,
    };
  } finally {
    await recordAttempt(strapi, {
      ...who,
      realm: step.realm,
      ...end,
      ip: step.address,
      userAgent: step.userAgent,
    });
  }
};

const given = <T>(value: T | undefined, field: string): T => {
  if (value === undefined) throw fieldError('VALIDATION', field, why('needed-here'));
  return value;
};

/**
 * A code is a guess as much as a password is, and takes one of the same tries: before it is looked at, and given back
 * only by who comes in.
 */
const secondFactor = async (strapi: Strapi, turn: Turn) => {
  const { step, user } = turn;
  turn.end({ outcome: 'challenge', reason: 'mfa-required' });
  const wanted = step.method ?? 'totp';
  const method = given(
    MFA_METHODS.find((one) => one === wanted),
    'method',
  );
  await assertFactorInUse(strapi, method);
  const take =
    method === 'passkey'
      ? passkeyOf(strapi, step, user.id, given(step.passkey, 'passkey'))
      : codeOf(strapi, step, user.id, method, given(step.code, 'code'));
  return guess(
    strapi,
    turn,
    take,
    method === 'passkey' ? new GatehouseError('PASSKEY_REFUSED') : fieldError('WRONG_CODE', 'code'),
  );
};

/** What is shown instead by who has lost theirs. */
const proofOfLoss = async (strapi: Strapi, turn: Turn) => {
  const { step, user } = turn;
  turn.end({ outcome: 'challenge', reason: 'mfa-required' });
  const proofs = await enrolProofsOf(strapi, user);
  const proof = given(
    proofs.find((one) => one === step.method),
    'method',
  );
  const answer = { token: step.token, code: given(step.code, 'code') };
  return guess(
    strapi,
    turn,
    () => takeEnrolProof(strapi, user.id, proof, answer),
    fieldError('WRONG_CODE', 'code'),
  );
};

const guess = async (
  strapi: Strapi,
  { step, user, facts, policy, end }: Turn,
  take: () => Promise<boolean>,
  refusal: GatehouseError,
) => {
  const pool = { userId: user.id, deviceId: facts.device?.id ?? null };
  end({ outcome: 'failure', reason: 'too-many-tries' });
  if (!(await takePasswordTry(strapi, pool, policy.lockout, facts.now)))
    throw new GatehouseError('SIGN_IN_REFUSED');
  end({ outcome: 'failure', reason: 'mfa-failed' });
  if (!(await take())) {
    await recordFailedTry(strapi, pool, policy.lockout, clock.now());
    throw refusal;
  }
  await giveTryBack(strapi, pool);
  end({ outcome: 'failure', reason: 'challenge-invalid' });
  if (!(await useUpChallenge(strapi, step.token))) throw new GatehouseError('CHALLENGE_INVALID');
  return null;
};

const codeOf =
  (strapi: Strapi, { token }: Step, userId: number, method: Exclude<MfaMethod, 'passkey'>, code: string) =>
  () =>
    takeMfaCode(strapi, userId, method, { token, code });

/** What it was to sign is gone with the first answer, whatever that is worth. */
const passkeyOf =
  (strapi: Strapi, { token }: Step, userId: number, passkey: UsedPasskey) =>
  async () => {
    const toSign = await takeToSign(strapi, token);
    return toSign !== null && takePasskey(strapi, userId, passkey, toSign);
  };

/** The code of an app that is only being set up tells nobody's secret, so that it is no guess. */
const enrolment = (strapi: Strapi, { step, user, end }: Turn) => {
  end({ outcome: 'challenge', reason: 'mfa-required' });
  const kind = ENROL_KINDS.find((one) => one === (step.method ?? 'totp'));
  return enrolAtSignIn(
    strapi,
    user,
    { kind: given(kind, 'method'), code: given(step.code, 'code') },
    step.address,
    () => useUpChallenge(strapi, step.token),
  );
};

/** Until a password is accepted, the step is still to be done, and nothing has failed. */
const newPassword = async (strapi: Strapi, { step, user, end }: Turn) => {
  end({ outcome: 'challenge', reason: 'new-password-required' });
  const isChosen = await choosePassword(strapi, user.id, {
    password: given(step.password, 'password'),
    useUp: () => useUpChallenge(strapi, step.token),
    loggedAs: 'password-chosen',
    ip: step.address,
  });
  if (!isChosen) {
    end({ outcome: 'failure', reason: 'challenge-invalid' });
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
