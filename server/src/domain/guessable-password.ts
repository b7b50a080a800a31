import type { OptionsDictionary, OptionsType, ZxcvbnResult } from '@zxcvbn-ts/core';

import type { RefusalReason } from '../../../shared/refusals';
import { SPRAYED_WORDS } from './sprayed-words';

/** What people write for a letter; all that other tables know besides costs time and finds nothing more. */
const LOOKS_LIKE = { a: ['4', '@'], e: ['3'], i: ['1', '!'], l: ['1'], o: ['0'], s: ['5', '$'], t: ['7'] };
/** So many readings of such signs are tried: each is a search of its own. */
const MAX_READINGS = 8;
/** So much of a text is looked at. zxcvbn takes the square of it, and what stands beyond only makes it harder to guess. */
const MAX_LOOKED_AT = 64;

/** What zxcvbn is asked with: the lists are those of `@zxcvbn-ts/language-common`. */
export const guesserOptions = (
  dictionary: OptionsDictionary,
  graphs: NonNullable<OptionsType['graphs']>,
): OptionsType => ({
  dictionary: { ...dictionary, ...SPRAYED_WORDS },
  graphs,
  l33tTable: LOOKS_LIKE,
  l33tMaxSubstitutions: MAX_READINGS,
  maxLength: MAX_LOOKED_AT,
});

/** zxcvbn's best mark: 10^10 guesses. */
const ENOUGH = 10;
/**
 * Of a short password as much as a random one reaches: zxcvbn counts ten guesses for each sign of which it knows nothing,
 * and less where three of them happen to be a word. How short one may be is the policy's to say.
 */
const OF_RANDOM = 0.85;

export type GuessableReason = Extract<RefusalReason, `password-${string}`>;

const REASONS: Record<string, GuessableReason> = {
  dictionary: 'password-word',
  spatial: 'password-keyboard',
  sequence: 'password-sequence',
  repeat: 'password-repeated',
  date: 'password-date',
  regex: 'password-date',
};

type Estimate = Pick<ZxcvbnResult, 'guessesLog10' | 'sequence' | 'password'>;

/** Why the password is among the first that somebody would try; null where it is not. */
export const whyGuessable = ({ guessesLog10, sequence, password }: Estimate): GuessableReason | null => {
  if (guessesLog10 >= Math.min(ENOUGH, password.length * OF_RANDOM)) return null;
  const [longest] = sequence
    .filter(({ pattern }) => pattern in REASONS)
    .sort((one, other) => other.token.length - one.token.length);
  if (sequence.length === 1 && longest?.pattern === 'dictionary') return 'password-common';
  return REASONS[longest?.pattern ?? 'dictionary'] ?? 'password-word';
};
