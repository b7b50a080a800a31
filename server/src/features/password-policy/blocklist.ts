import { isCommonPassword } from '../../domain/common-password';

let listed: Promise<ReadonlySet<string>> | undefined;

/** Some 50,000 passwords in lower case, read when they are first asked about. */
const load = () =>
  (listed ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'] as string[]),
  ));

/** Whether many people use the password, or one that it is hardly more than. */
export const isCommon = async (password: string) => {
  const words = await load();
  return isCommonPassword(password, (word) => words.has(word));
};
