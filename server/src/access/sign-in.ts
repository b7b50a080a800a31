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
import { findUser, findUserByLoginName } from '../features/people/users/store';
import { currentPolicy } from '../features/settings/policy/record';
import { noteDeviceUse, rememberDevice, trustDevice } from '../features/sign-in/devices/record';
import { countFailedTry, recordRightTry, takePasswordTry } from '../features/sign-in/lockout/record';
import { giveTryBack } from '../features/sign-in/lockout/store';
import { giveAddressTryBack, takeAddressTry } from '../features/sign-in/throttle/record';
import { clock } from '../platform/clock';
import { passwordsOf } from '../platform/passwords';
import type { Strapi } from '../platform/strapi';
import { loadFacts } from './facts';

export type Claim = Asker & {
  realm: Realm;
  /** E-mail address or user name, in lower case. */
  loginName: string;
  password: string;
  /** What the browser says it was given when users signed in from it before. */
  deviceTokens: readonly string[];
};

/** The native record behind a user, as the door of its realm reads it. */
export type PasswordHolder = { record: unknown; passwordHash: string | null; isActive: boolean };

export type SignInResult =
  | {
      outcome: 'success';
      reason: 'ok';
      principal: PasswordHolder;
      deviceToken: string | null;
      isMfaPassed: boolean;
    }
  /** The password was right, and one step more is due; nobody is in yet. */
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

/** Refused because passwords are being guessed: another look at one would be another guess. */
const NEVER_LOOKED_AT: ReadonlySet<Reason> = new Set(['rate-limited', 'auto-locked', 'too-many-tries']);

const refuse = (reason: Reason, isPasswordRight = false): SignInResult => ({
  outcome: 'failure',
  reason,
  isPasswordRight,
});

/**
 * One try to sign in: who, the facts, the rules, one of the user's tries, the password. Recorded whatever its end;
 * one that can't be recorded is not let in.
 */
export const signIn = async (
  strapi: Strapi,
  claim: Claim,
  loadPrincipal: (adminUserId: number) => Promise<PasswordHolder | null>,
): Promise<SignInResult> => {
  let result: SignInResult | undefined;
  let userId: number | null = null;
  try {
    const policy = await currentPolicy(strapi);
    const { user, principal } = await findClaimed(strapi, claim.loginName, loadPrincipal);
    userId = user?.id ?? null;
    const isThrottled = !(await takeAddressTry(strapi, claim.address, policy.throttle));
    const facts = await loadFacts(strapi, { ...claim, user, isThrottled, policy });
    const isOld = user?.passwordChangedAt === null;
    result = await decideTry(strapi, { facts, policy, claim, principal, isOld });
    // Of one that has a step left, when the step is finished: else a password would be tried out for nothing.
    if (result.outcome === 'success') await giveAddressTryBack(strapi, claim.address, policy.throttle);
    return result;
  } finally {
    // Without a result something broke and nobody was let in.
    const reason = result?.reason ?? 'rate-limited';
    const whom = { userId, userName: claim.loginName };
    await recordAttempt(strapi, claim, whom, { realm: claim.realm, method: 'password', reason });
  }
};

const findClaimed = async (
  strapi: Strapi,
  loginName: string,
  loadPrincipal: (adminUserId: number) => Promise<PasswordHolder | null>,
) => {
  // No user has such a name, and PostgreSQL does not even take some of them as a value to look for.
  const isPossible = loginName.length <= MAX_LOGIN_NAME_LENGTH && printable(loginName) === loginName;
  const user = isPossible ? await findUserByLoginName(strapi, loginName) : null;
  const principal = user && (await loadPrincipal(user.adminUserId));
  if (!user || !principal || principal.isActive === isNativeActive(user, clock.now()))
    return { user, principal };
  // Switched on or off behind our back.
  await syncUsers(strapi, [user.adminUserId]);
  return { user: await findUser(strapi, user.id), principal };
};

type Try = { facts: Facts; policy: Policy; claim: Claim; principal: PasswordHolder | null; isOld: boolean };

const decideTry = async (strapi: Strapi, attempt: Try): Promise<SignInResult> => {
  const { facts, policy, claim } = attempt;
  const decision = decide(beforePassword, facts);
  // With `revealReason` the password is looked at all the same, so that only who knows it is told the truth.
  const isLookedAt =
    decision.outcome === 'allow' || (policy.signIn.revealReason && !NEVER_LOOKED_AT.has(decision.reason));
  const tried = await tryPassword(strapi, attempt, isLookedAt);
  if (typeof tried === 'string') return refuse(decision.outcome === 'deny' ? decision.reason : tried);

  const { user, principal, pool } = tried;
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
  return { outcome: 'success', reason: 'ok', principal, isMfaPassed, deviceToken };
};

/** Takes a try and compares. Answers whose password it is and the try that it took, or why it is not right. */
const tryPassword = async (
  strapi: Strapi,
  { facts, policy, claim, principal, isOld }: Try,
  isLookedAt: boolean,
) => {
  const passwords = passwordsOf(strapi);
  const { user } = facts;
  if (!user || !principal?.passwordHash || !isLookedAt) {
    // In turn with the comparisons, so that under load too a refusal comes no sooner than a wrong password's.
    await passwords.waitAsForComparison(claim.password);
    return 'wrong-password';
  }
  const pool = poolOf(facts, user);
  if (!(await takePasswordTry(strapi, pool, policy.lockout, facts.now))) {
    await passwords.waitAsForComparison(claim.password);
    return 'too-many-tries';
  }
  if (!(await passwords.compare(claim.password, principal.passwordHash, { isOld }))) {
    await countFailedTry(strapi, pool, policy.lockout, clock.now());
    return 'wrong-password';
  }
  return { user, principal, pool };
};

/** Whose tries a guess takes: those of a known device, or else the user's. */
export const poolOf = ({ device }: Facts, { id }: { id: number }) => ({
  userId: id,
  deviceId: device?.id ?? null,
});

/** Why a user may no longer come in who still might when the password was typed. */
export const reasonNow = async (strapi: Strapi, facts: Facts): Promise<Reason> => {
  const user = facts.user && (await findUser(strapi, facts.user.id));
  const decision = decide(beforePassword, { ...facts, user });
  return decision.outcome === 'deny' ? decision.reason : 'too-many-tries';
};

/**
 * The token for the browser's cookie; null where it has it already, or where devices have no tries of their own and
 * this one is not to be trusted either. Trust comes with a new one.
 */
export const rememberDeviceOf = async (
  strapi: Strapi,
  { lockout, mfa }: Pick<Policy, 'lockout' | 'mfa'>,
  { user, knownDeviceId }: Facts,
  {
    isTrusted = false,
    ...seen
  }: Pick<Claim, 'userAgent' | 'address'> & {
    /** Whether it is not to be asked for the second factor for a while. */
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
