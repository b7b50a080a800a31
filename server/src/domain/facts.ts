import type { Realm, RuleScope, UserType } from '../../../shared/constants';
import type { LockoutPolicy } from '../../../shared/contracts/policy';
import type { LockFacts } from './lockout';
import type { StatusFacts } from './status';

/** All that is known of a user when it is decided whether they may come in. */
export type UserFacts = StatusFacts & LockFacts & { id: number; type: UserType };

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
  device: KnownDevice | null;
  /** Whether the tries that failed from this address are used up. */
  isThrottled: boolean;
  /** What the tries are counted by; null where nobody tries a password. */
  lockout: LockoutPolicy | null;
  now: Date;
};

/** The facts of who does not try a password. */
export const NO_ATTEMPT = { device: null, isThrottled: false, lockout: null } as const;
