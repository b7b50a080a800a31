import type { Transition, TransitionFacts } from './transitions';

/** Fields of a user's state; the log entry that last changed one says who did it. */
export type FieldOfState = 'lock' | 'lifecycle' | 'failedTries' | 'credential' | 'mfaRequirement';

/**
 * The fields that already are as the action would make them; null if it would change anything. Somebody
 * acting from a page that is out of date has to be told. A lock keeps the reason it was given first.
 */
export const alreadySo = (user: TransitionFacts, step: Transition): FieldOfState[] | null => {
  switch (step.action) {
    case 'lock':
      return user.lock === 'admin' ? ['lock'] : null;
    case 'unlock':
      return isUnlocked(user) ? ['lock', 'failedTries'] : null;
    case 'allow-access':
      return isUnlocked(user) && user.lifecycle !== 'provisioned'
        ? ['lock', 'failedTries', 'lifecycle']
        : null;
    case 'suspend':
      return user.lifecycle === 'suspended' && isSame(user.suspendedUntil, step.until) ? ['lifecycle'] : null;
    case 'enable':
      return user.lifecycle === 'active' ? ['lifecycle'] : null;
    case 'disable':
      return user.lifecycle === 'disabled' ? ['lifecycle'] : null;
    case 'reset-tries':
      return hasAllTries(user) && (user.lock === 'admin' || isUnlocked(user)) ? ['failedTries'] : null;
    case 'force-password-change':
      return user.credential === 'must-change' ? ['credential'] : null;
    case 'mfa-requirement':
      return user.mfaRequirement === step.requirement ? ['mfaRequirement'] : null;
    default:
      return null;
  }
};

const hasAllTries = ({ failedTries, autoLocks }: TransitionFacts) => failedTries === 0 && autoLocks === 0;

/** A lock that has run out still counts towards the next one's length, so lifting it changes something. */
const isUnlocked = (user: TransitionFacts) => user.lock === 'none' && hasAllTries(user);

const isSame = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime();
