import type { Criterion, CriterionName } from '../../../../../shared/password-criteria';

const MESSAGES: Record<CriterionName, (value: number | undefined) => string> = {
  minLength: (value) => `must have at least ${value} characters`,
  maxBytes: (value) => `must have no more than ${value} bytes`,
  lower: () => 'must have a lower case letter',
  upper: () => 'must have an upper case letter',
  digit: () => 'must have a digit',
  special: () => 'must have a special character',
  ownWords: () => "must not hold the user's names or address, or the project's name",
  blocklist: () => 'is too common',
  history: (value) => `must not be one of the latest ${value}`,
  breachLookup: () => 'has been stolen in a data breach',
};

/** The problem with a password that fails the criterion, phrased to follow “the password”. */
export const messageOf = ({ name, value }: Pick<Criterion, 'name' | 'value'>) => MESSAGES[name](value);
