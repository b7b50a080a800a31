import { Field, Grid } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { UserPicker } from '../../../components/user/UserPicker';
import { useTranslation } from '../../../translations/use-translation';

export const UserField = () => {
  const t = useTranslation();
  const { value, error, onChange } = useField<string | null>('user');
  return (
    <Grid.Item xs={12} m={6} direction="column" alignItems="stretch">
      <Field.Root name="user" error={error} hint={t('explain.user.hint')} required>
        <Field.Label>{t('explain.user')}</Field.Label>
        <UserPicker value={value ?? null} onChange={(id) => onChange('user', id)} />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
};
