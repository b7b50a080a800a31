import type * as Lists from '@zxcvbn-ts/language-common';

import { isCommonPassword } from '../../domain/common-password';
import { requireLazily } from '../../lib/require-lazily';

let listed: ReadonlySet<string> | undefined;

/** Some 50,000 passwords in lower case, read when they are first asked about. */
const load = () => {
  const lists = () => requireLazily<typeof Lists>('@zxcvbn-ts/language-common').dictionary;
  return (listed ??= new Set(lists()['passwords-common'] as string[]));
};

/** Whether many people use the password, or one that it is hardly more than. */
export const isCommon = (password: string) => isCommonPassword(password, (word) => load().has(word));
