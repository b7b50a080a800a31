import type * as Core from '@zxcvbn-ts/core';
import type * as Lists from '@zxcvbn-ts/language-common';

import { normalizePassword } from '../../../../../shared/password-criteria';
import { guesserOptions, whyGuessable } from '../../../domain/guessable-password';
import { requireLazily } from '../../../platform/require-lazily';

let guesser: Core.ZxcvbnFactory | undefined;

/** Some 57,000 passwords and words in lower case, read when they are first asked about: a tenth of a second. */
const load = () => {
  const { ZxcvbnFactory } = requireLazily<typeof Core>('@zxcvbn-ts/core');
  const { dictionary, adjacencyGraphs } = requireLazily<typeof Lists>('@zxcvbn-ts/language-common');
  return new ZxcvbnFactory(guesserOptions(dictionary, adjacencyGraphs));
};

/**
 * Why the password is among the first that somebody would try, who knows these words of the user and the project; null
 * where it is not.
 */
export const whyCommon = (password: string, words: readonly string[]) =>
  whyGuessable((guesser ??= load()).check(normalizePassword(password), [...words]));
