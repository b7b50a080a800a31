import type * as Core from '@zxcvbn-ts/core';
import type * as Lists from '@zxcvbn-ts/language-common';

import { normalizePassword } from '../../../../../shared/password-criteria';
import { guesserOptions, whyGuessable } from '../../../domain/guessable-password';
import { requireLazily } from '../../../domain/require-lazily';

let guesser: Core.ZxcvbnFactory | undefined;

/** Loads some 57,000 lower-case passwords and words on first use, in a tenth of a second. */
const load = () => {
  const { ZxcvbnFactory } = requireLazily<typeof Core>('@zxcvbn-ts/core');
  const { dictionary, adjacencyGraphs } = requireLazily<typeof Lists>('@zxcvbn-ts/language-common');
  return new ZxcvbnFactory(guesserOptions(dictionary, adjacencyGraphs));
};

/**
 * Why the password is among the first an attacker would try who knows these words about the user and the
 * project; null if it isn't.
 */
export const whyCommon = (password: string, words: readonly string[]) =>
  whyGuessable((guesser ??= load()).check(normalizePassword(password), [...words]));
