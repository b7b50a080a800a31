import type { Realm, RuleScope, UserType } from '../../../shared/constants';
import type { LockoutPolicy } from '../../../shared/contracts/policy';
import type { LockFacts } from './lockout';
import type { StatusFacts } from './status';

/** What decides whether a second factor is asked for. Until `mfaDueAt`, users come in without it. */
export type MfaFacts = {
  mfaEnabled: boolean;
  mfaRequired: boolean;
  mfaDueAt: Date | null;
  /** Whether one has to be set up at the next sign-in, required or not. */
  mfaSetupDue: boolean;
};

/** Everything known about a user when deciding whether they may come in. */
export type UserFacts = StatusFacts & LockFacts & MfaFacts & { id: number; type: UserType };

/** CIDR ranges per scope; a scope without ranges does not restrict. */
export type AddressRules = Record<RuleScope, readonly string[]>;
export const NO_ADDRESS_RULES: AddressRules = { user: [], role: [], everyone: [] };

/** A browser that this user has signed in from before; it has tries of its own. */
export type KnownDevice = { id: number } & Pick<LockFacts, 'failedTries' | 'lastFailedAt'>;

export type Facts = {
  realm: Realm;
  /** Null if no user has the typed name. */
  user: UserFacts | null;
  /** Normalized; null if unknown. */
  address: string | null;
  addressRules: AddressRules;
  /** Whether the user's licence allows API keys; looked up only for requests with a key. */
  allowsKeys: boolean;
  device: KnownDevice | null;
  /** The same browser, whether or not it has tries of its own. */
  knownDeviceId: number | null;
  /** Whether this address has used up its tries. */
  isThrottled: boolean;
  /** Whether the user may only use single sign-on; looked up where a password is used or requested. */
  isSsoLocked: boolean;
  /** Whether, at a sign-in, the password is older than the policy allows; requests go by what is stored. */
  isPasswordTooOld: boolean;
  /** Whether a sign-in uses a password that an admin gave longer ago than the policy allows. */
  isTemporaryPasswordOver: boolean;
  /** Whether setting up a second factor in this sign-in needs more than the password. */
  isEnrolProofDue: boolean;
  /** Whether MFA was passed: in this sign-in, in this session, or earlier on a device that is trusted. */
  isMfaPassed: boolean;
  /** Whether another plugin vouches for the session and the policy accepts that as a second factor. */
  isVouchedFor: boolean;
  /** The policy that tries are counted by; null if nobody tries a password. */
  lockout: LockoutPolicy | null;
  now: Date;
};

/** For facts that were not looked up: nothing counts against the user, and nothing counts as passed. */
const NOT_ASKED = {
  addressRules: NO_ADDRESS_RULES,
  allowsKeys: false,
  device: null,
  knownDeviceId: null,
  isThrottled: false,
  isSsoLocked: false,
  isPasswordTooOld: false,
  isTemporaryPasswordOver: false,
  isEnrolProofDue: false,
  isMfaPassed: false,
  isVouchedFor: false,
  lockout: null,
} as const;
type Asked = Omit<Facts, keyof typeof NOT_ASKED>;

/** Completes the facts that were looked up. Facts are built only here: a new one is added in one place. */
export const factsOf = (asked: Asked & Partial<Facts>): Facts => ({ ...NOT_ASKED, ...asked });
