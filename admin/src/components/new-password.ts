import type { PasswordRules } from '../../../shared/contracts/me';
import { checkPassword } from '../../../shared/password-criteria';
import type { Translate } from '../translations/use-translation';

/** The form values of `NewPasswordFields`; Strapi's inputs set null when cleared. */
export type NewPasswordValues = { password: string | null; again: string | null };
export const NO_PASSWORD: NewPasswordValues = { password: '', again: '' };

/** Problems that need no request, by field. */
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
