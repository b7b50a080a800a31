import { CREDENTIALS, LIFECYCLES, LOCKS } from '../../shared/constants';
import { DEFAULT_POLICY } from '../../shared/contracts/policy';
import {
  type Facts,
  type KnownDevice,
  NO_ADDRESS_RULES,
  type UserFacts,
} from '../../server/src/domain/facts';
import type { TransitionFacts } from '../../server/src/domain/transitions';

const DAY = 24 * 60 * 60 * 1000;

/** The moment at which the tests ask. */
export const now = new Date('2025-06-15T12:00:00.000Z');
export const yesterday = new Date(now.getTime() - DAY);
export const tomorrow = new Date(now.getTime() + DAY);
export const aMomentBefore = new Date(now.getTime() - 1);
export const aMomentAfter = new Date(now.getTime() + 1);

/** A panel user whom nothing keeps out. */
export const aUserWho = (facts: Partial<UserFacts & TransitionFacts> = {}): UserFacts & TransitionFacts => ({
  id: 1,
  type: 'panel',
  lifecycle: 'active',
  suspendedUntil: null,
  lock: 'none',
  lockedAt: null,
  lockedReason: null,
  lockedUntil: null,
  credential: 'ok',
  validFrom: null,
  validTo: null,
  failedTries: 0,
  lastFailedAt: null,
  autoLocks: 0,
  mfaEnabled: false,
  mfaRequired: false,
  mfaRequirement: 'default',
  mfaDueAt: null,
  mfaSetupDue: false,
  temporaryPasswordAt: null,
  mfaLostTo: 'none',
  ...facts,
});

/** A browser that the user has signed in from before, with all its tries left. */
export const aKnownDevice = (facts: Partial<KnownDevice> = {}): KnownDevice => ({
  id: 7,
  failedTries: 0,
  lastFailedAt: null,
  ...facts,
});

/** What is known when such a user tries to sign in to the panel from an unsuspicious place. */
export const factsOf = (user: UserFacts | null, around: Partial<Omit<Facts, 'user'>> = {}): Facts => ({
  realm: 'panel',
  user,
  address: '192.0.2.7',
  addressRules: NO_ADDRESS_RULES,
  allowsKeys: true,
  device: null,
  knownDeviceId: null,
  isMfaPassed: false,
  isVouchedFor: false,
  isThrottled: false,
  isSsoLocked: false,
  isPasswordTooOld: false,
  isTemporaryPasswordOver: false,
  isEnrolProofDue: false,
  lockout: DEFAULT_POLICY.lockout,
  now,
  ...around,
});

type Choices = Record<string, readonly unknown[]>;
type Choice<C extends Choices> = { [K in keyof C]: C[K][number] };

/** Each way to choose one value of every list. */
export const everyCombinationOf = <C extends Choices>(choices: C): Choice<C>[] =>
  Object.entries(choices).reduce<object[]>(
    (chosen, [name, values]) => chosen.flatMap((rest) => values.map((value) => ({ ...rest, [name]: value }))),
    [{}],
  ) as Choice<C>[];

/** Everything a status is derived from, with each date missing, past, just now and to come. */
export const everyStateAt = (moment: Date, dates = [null, yesterday, moment, tomorrow]) =>
  everyCombinationOf({
    lifecycle: LIFECYCLES,
    suspendedUntil: dates,
    lock: LOCKS,
    lockedUntil: dates,
    credential: CREDENTIALS,
    validFrom: dates,
    validTo: dates,
  });

/** The same for what an action may find: a lock says when and why, and tries were taken. */
export const everyStateToActOn = (): TransitionFacts[] =>
  everyStateAt(now, [null, yesterday, tomorrow])
    // Dates of access are no action's business, and would only repeat the rest.
    .filter(({ validFrom, validTo }) => validFrom === null && validTo === null)
    .map((state) => ({
      ...state,
      lockedAt: state.lock === 'none' ? null : yesterday,
      lockedReason: state.lock === 'none' ? null : 'because',
      failedTries: 3,
      lastFailedAt: yesterday,
      autoLocks: 2,
      mfaEnabled: true,
      mfaSetupDue: false,
      mfaRequirement: 'default',
      temporaryPasswordAt: null,
      mfaLostTo: 'none',
    }));
