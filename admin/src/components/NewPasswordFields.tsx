import { InputRenderer, useField } from '@strapi/strapi/admin';

import type { PasswordRules } from '../../../shared/contracts/me';
import { useTranslation } from '../translations/use-translation';
import { PasswordCriteria } from './PasswordCriteria';

/** The inputs of `NewPasswordValues` within a form: typed or pasted, each to be shown; with what the password needs. */
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
