import { InputRenderer, useField } from '@strapi/strapi/admin';

import type { PasswordRules } from '../../../shared/contracts/me';
import { useTranslation } from '../translations/use-translation';
import { PasswordCriteria } from './PasswordCriteria';

/** The inputs of `NewPasswordValues`, typed or pasted and revealable, with the password criteria. */
export const NewPasswordFields = ({ rules }: { rules: PasswordRules | undefined }) => {
  const t = useTranslation();
  const password = useField<string | null>('password').value ?? '';
  return (
    <>
      <InputRenderer
        type="password"
        name="password"
        label={t('password.new')}
        autoComplete="new-password"
        required
      />
      {rules && <PasswordCriteria rules={rules} password={password} />}
      <InputRenderer
        type="password"
        name="again"
        label={t('password.again')}
        autoComplete="new-password"
        required
      />
    </>
  );
};
