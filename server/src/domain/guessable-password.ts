import type { OptionsDictionary, OptionsType, ZxcvbnResult } from '@zxcvbn-ts/core';

import type { RefusalReason } from '../../../shared/refusals';
import { SPRAYED_WORDS } from './sprayed-words';

/** What people write for a letter; what other tables add costs time and finds nothing more. */
const LOOKS_LIKE = { a: ['4', '@'], e: ['3'], i: ['1', '!'], l: ['1'], o: ['0'], s: ['5', '$'], t: ['7'] };
/** How many readings of such characters are tried: each is a search of its own. */
const MAX_READINGS = 8;
/** How much of a text is examined: zxcvbn's time is quadratic, and more only makes it harder to guess. */
const MAX_LOOKED_AT = 64;

/** Options for zxcvbn; the lists are those of `@zxcvbn-ts/language-common`. */
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

/** zxcvbn's best score: 10^10 guesses. */
const ENOUGH = 10;
/**
 * What a short password needs per character, in log10 guesses: as much as a random one reaches. zxcvbn counts
 * ten guesses per unknown character, and fewer where three happen to form a word. Length is up to the policy.
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

/** Why the password is among the first that somebody would try; null if it is not. */
export const whyGuessable = ({ guessesLog10, sequence, password }: Estimate): GuessableReason | null => {
  if (guessesLog10 >= Math.min(ENOUGH, password.length * OF_RANDOM)) return null;
  const [longest] = sequence
    .filter(({ pattern }) => pattern in REASONS)
    .sort((one, other) => other.token.length - one.token.length);
  if (sequence.length === 1 && longest?.pattern === 'dictionary') return 'password-common';
  return REASONS[longest?.pattern ?? 'dictionary'] ?? 'password-word';
};
