import {
  type ChallengeKind,
  MAX_LOGIN_NAME_LENGTH,
  type Realm,
  type Reason,
} from '../../../shared/constants';
import type { Policy } from '../../../shared/contracts/policy';
import type { Asker } from '../domain/client-address';
import { afterPassword, beforePassword, decide } from '../domain/decide';
import type { Facts } from '../domain/facts';
import { printable } from '../domain/printable';
import { isNativeActive } from '../domain/status';
import { recordAttempt } from '../features/activity/login-attempts/record';
import { noticeNewDevice } from '../features/activity/notices/record';
import { syncUsers } from '../features/people/directory/sync';
import { type Claimed, findClaimed } from '../features/people/users/claimed';
import { findUser } from '../features/people/users/store';
import type { StoredUser } from '../features/people/users/user-row';
import { currentPolicy } from '../features/settings/policy/record';
import { noteDeviceUse, rememberDevice, trustDevice } from '../features/sign-in/devices/record';
import { countFailedTry, recordRightTry, takePasswordTry } from '../features/sign-in/lockout/record';
import { giveTryBack } from '../features/sign-in/lockout/store';
import { mostSessions, type SessionStart } from '../features/sign-in/sessions/record';
import { giveAddressTryBack, takeAddressTry } from '../features/sign-in/throttle/record';
import { clock } from '../platform/clock';
import { inTurn } from '../platform/in-turn';
import type { Native } from '../platform/native-record';
import { passwordsOf } from '../platform/passwords';
import type { Strapi } from '../platform/strapi';
import { loadFacts } from './facts';

export type Claim = Asker & {
  realm: Realm;
  /** E-mail address or user name, in lower case. */
  loginName: string;
  password: string;
  /** The device tokens that the browser says it got at earlier sign-ins. */
  deviceTokens: readonly string[];
};

export type SignInResult =
  | {
      outcome: 'success';
      reason: 'ok';
      /** Strapi's record of the user. */
      native: Native;
      /** For the session that follows; null if it has to be looked up. */
      start: SessionStart | null;
      deviceToken: string | null;
      isMfaPassed: boolean;
    }
  /** The password was right, and one more step is due; nobody is in yet. */
  | {
      outcome: 'challenge';
      reason: Reason;
      kind: ChallengeKind;
      userId: number;
      isMfaPassed: boolean;
      isKnown: boolean;
    }
  /** `isPasswordRight`: whoever asks may be told the reason. */
  | { outcome: 'failure'; reason: Reason; isPasswordRight: boolean };

/** Reasons that mean passwords are being guessed: checking one more would be one more guess. */
const NEVER_LOOKED_AT: ReadonlySet<Reason> = new Set(['rate-limited', 'auto-locked', 'too-many-tries']);

const refuse = (reason: Reason, isPasswordRight = false): SignInResult => ({
  outcome: 'failure',
  reason,
  isPasswordRight,
});

/**
 * One attempt to sign in: user, facts, rules, one of the user's tries, the password. Always recorded; an
 * attempt that can't be recorded lets nobody in.
 */
export const signIn = async (strapi: Strapi, claim: Claim): Promise<SignInResult> => {
  let result: SignInResult | undefined;
  let userId: number | null = null;
  try {
    await inTurn(strapi);
    const { policy, user, native, known } = await findByClaim(strapi, claim);
    userId = user?.id ?? null;
    const isThrottled = !(await takeAddressTry(strapi, claim.address, policy.throttle));
    const facts = await loadFacts(strapi, { ...claim, user, isThrottled, policy, known });
    const isOld = user?.passwordChangedAt === null;
    const start = user && known && { user, max: mostSessions(policy.sessions, known.fewestSessions) };
    result = await decideTry(strapi, { facts, policy, claim, native, isOld, start });
    // With a step pending, only once that is taken: else passwords could be tried for free.
    if (result.outcome === 'success') await giveAddressTryBack(strapi, claim.address, policy.throttle);
    return result;
  } finally {
    // Without a result something broke and nobody was let in: recorded as `rate-limited`.
    const reason = result?.reason ?? 'rate-limited';
    const whom = { userId, userName: claim.loginName };
    await recordAttempt(strapi, claim, whom, { realm: claim.realm, method: 'password', reason });
  }
};

const findByClaim = async (strapi: Strapi, { loginName, deviceTokens }: Claim): Promise<Found> => {
  // No user has such a name, and PostgreSQL rejects some of them even as a search value.
  const isPossible = loginName.length <= MAX_LOGIN_NAME_LENGTH && printable(loginName) === loginName;
  const { policy, claimed } = isPossible
    ? await findClaimed(strapi, loginName, deviceTokens)
    : { policy: await currentPolicy(strapi), claimed: null };
  if (!claimed) return { policy, user: null, native: null, known: null };
  const { user, native } = claimed;
  if (!native || (native.record.isActive === true) === isNativeActive(user, clock.now()))
    return { policy, ...claimed };
  // Switched on or off behind our back.
  await syncUsers(strapi, [user.adminUserId]);
  return { policy, user: await findUser(strapi, user.id), native, known: null };
};

type Found = Omit<Claimed, 'user'> & { user: StoredUser | null; policy: Policy };
type Try = Pick<Found, 'policy' | 'native'> & {
  facts: Facts;
  claim: Claim;
  isOld: boolean;
  start: SessionStart | null;
};

const decideTry = async (strapi: Strapi, attempt: Try): Promise<SignInResult> => {
  const { facts, policy, claim } = attempt;
  const decision = decide(beforePassword, facts);
  // With `revealReason` the password is still checked, so that only those who know it learn the reason.
  const isLookedAt =
    decision.outcome === 'allow' || (policy.signIn.revealReason && !NEVER_LOOKED_AT.has(decision.reason));
  const tried = await tryPassword(strapi, attempt, isLookedAt);
  if (typeof tried === 'string') return refuse(decision.outcome === 'deny' ? decision.reason : tried);

  const { user, pool } = tried;
  if (decision.outcome === 'deny') {
    await giveTryBack(strapi, pool);
    return refuse(decision.reason, true);
  }
  const { isMfaPassed } = facts;
  const step = decide(afterPassword, facts);
  if (step.outcome === 'challenge') {
    // No guess, and no sign-in yet.
    await giveTryBack(strapi, pool);
    return { ...step, userId: user.id, isMfaPassed, isKnown: facts.knownDeviceId !== null };
  }
  if (!(await recordRightTry(strapi, pool, clock.now()))) return refuse(await reasonNow(strapi, facts));
  const deviceToken = await rememberDeviceOf(strapi, policy, facts, claim);
  return {
    outcome: 'success',
    reason: 'ok',
    native: tried.native,
    start: attempt.start,
    isMfaPassed,
    deviceToken,
  };
};

/** Takes a try and compares the password. Returns whose it is and the pool, or why it was refused. */
const tryPassword = async (
  strapi: Strapi,
  { facts, policy, claim, native, isOld }: Try,
  isLookedAt: boolean,
) => {
  const passwords = passwordsOf(strapi);
  const { user } = facts;
  if (!user || !native?.record.password || !isLookedAt) {
    // Queued with the comparisons, so that even under load a refusal comes no sooner than a wrong password's.
    await passwords.waitAsForComparison(claim.password);
    return 'wrong-password';
  }
  const pool = poolOf(facts, user);
  if (!(await takePasswordTry(strapi, pool, policy.lockout, facts.now))) {
    await passwords.waitAsForComparison(claim.password);
    return 'too-many-tries';
  }
  if (!(await passwords.compare(claim.password, native.record.password, { isOld }))) {
    await countFailedTry(strapi, pool, policy.lockout, clock.now());
    return 'wrong-password';
  }
  return { user, native, pool };
};

/** Whose tries a guess takes: the known device's, or else the user's. */
export const poolOf = ({ device }: Facts, { id }: { id: number }) => ({
  userId: id,
  deviceId: device?.id ?? null,
});

/** Why a user is kept out by now who was not when the password was typed. */
export const reasonNow = async (strapi: Strapi, facts: Facts): Promise<Reason> => {
  const user = facts.user && (await findUser(strapi, facts.user.id));
  const decision = decide(beforePassword, { ...facts, user });
  return decision.outcome === 'deny' ? decision.reason : 'too-many-tries';
};

/**
 * The device token for the browser's cookie; null if it already has one, or if devices have no tries of their
 * own and this one is not to be trusted either. Trusting a device gives it a new token.
 */
export const rememberDeviceOf = async (
  strapi: Strapi,
  { lockout, mfa }: Pick<Policy, 'lockout' | 'mfa'>,
  { user, knownDeviceId }: Facts,
  {
    isTrusted = false,
    ...seen
  }: Pick<Claim, 'userAgent' | 'address'> & {
    /** Whether to skip the second factor on this device for a while. */
    isTrusted?: boolean;
  },
): Promise<string | null> => {
  const isToTrust = isTrusted && mfa.trustedDeviceDays > 0;
  if (!user || !(lockout.knownDevices || isToTrust)) return null;
  if (knownDeviceId !== null) {
    await noteDeviceUse(strapi, knownDeviceId, seen);
    return isToTrust ? trustDevice(strapi, knownDeviceId) : null;
  }
  const { token, isFirst } = await rememberDevice(strapi, user.id, seen, { isTrusted: isToTrust });
  if (!isFirst) noticeNewDevice(strapi, user.id, seen);
  return token;
};
