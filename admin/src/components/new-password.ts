import type { PasswordRules } from '../../../shared/contracts/me';
import { checkPassword } from '../../../shared/password-criteria';
import type { Translate } from '../translations/use-translation';

/** What a form holds for `NewPasswordFields`; Strapi's inputs make null of what is wiped out. */
export type NewPasswordValues = { password: string | null; again: string | null };
export const NO_PASSWORD: NewPasswordValues = { password: '', again: '' };

/** What is wrong before anything is sent, by field; nothing where the server is to decide. */
export const newPasswordProblems = (
  { password, again }: NewPasswordValues,
  rules: PasswordRules | undefined,
  t: Translate,
): Partial<Record<keyof NewPasswordValues, string>> => {
  const isMissed =
    rules && checkPassword(password ?? '', rules.policy, rules).some(({ isMet }) => isMet === false);
  if (!password || isMissed) return { password: t('password.unacceptable') };
  return password === again ? {} : { again: t('password.different') };
};
