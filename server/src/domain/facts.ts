import type { Realm, RuleScope, UserType } from '../../../shared/constants';
import type { LockoutPolicy } from '../../../shared/contracts/policy';
import type { LockFacts } from './lockout';
import type { StatusFacts } from './status';

/** What decides whether a second factor is asked for. `mfaDueAt`: until then, who is to have one may come in without. */
export type MfaFacts = {
  mfaEnabled: boolean;
  mfaRequired: boolean;
  mfaDueAt: Date | null;
  /** Whether one is to be set up at the next sign-in, required or not. */
  mfaSetupDue: boolean;
};

/** All that is known of a user when it is decided whether they may come in. */
export type UserFacts = StatusFacts & LockFacts & MfaFacts & { id: number; type: UserType };

/** The CIDR ranges of each scope; a scope without ranges says nothing. */
export type AddressRules = Record<RuleScope, readonly string[]>;
export const NO_ADDRESS_RULES: AddressRules = { user: [], role: [], everyone: [] };

/** A browser that this user has signed in from before; it has tries of its own. */
export type KnownDevice = { id: number } & Pick<LockFacts, 'failedTries' | 'lastFailedAt'>;

export type Facts = {
  realm: Realm;
  /** Null where nobody has the name that was typed. */
  user: UserFacts | null;
  /** Normalized; null where it could not be told. */
  address: string | null;
  addressRules: AddressRules;
  /** Whether the user's licence allows API keys; asked of those who come in with one. */
  allowsKeys: boolean;
  device: KnownDevice | null;
  /** The same browser, whether or not it has tries of its own. */
  knownDeviceId: number | null;
  /** Whether the tries that failed from this address are used up. */
  isThrottled: boolean;
  /** Whether the user comes in by single sign-on alone; asked of those who come with a password or for one. */
  isSsoLocked: boolean;
  /** Whether a sign-in finds the password in use for longer than the policy lets it; requests go by what is stored. */
  isPasswordTooOld: boolean;
  /** Whether a sign-in comes with a password that an admin has given, for longer than the policy lets it. */
  isTemporaryPasswordOver: boolean;
  /** Whether a sign-in that sets up a second factor asks for more than the password first. */
  isEnrolProofDue: boolean;
  /** Whether the second factor has been shown: in this sign-in, by this session, or before from a trusted device. */
  isMfaPassed: boolean;
  /** Whether another plugin has vouched for the session, and the policy takes that for a second factor. */
  isVouchedFor: boolean;
  /** What the tries are counted by; null where nobody tries a password. */
  lockout: LockoutPolicy | null;
  now: Date;
};

/** What stands for facts that nobody has asked about: nothing is held against the user, and nothing taken as shown. */
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

/** All facts from those that were asked about. Facts are built here alone, so that a new one is added in one place. */
export const factsOf = (asked: Asked & Partial<Facts>): Facts => ({ ...NOT_ASKED, ...asked });
