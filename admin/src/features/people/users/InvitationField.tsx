import { Grid } from '@strapi/design-system';
import { InputRenderer, useField } from '@strapi/strapi/admin';

import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import type { UserFormValues } from './user-form-values';

/** Whether the new user is mailed a link to choose a password. API-only users have none. */
export const InvitationField = ({ disabled }: { disabled: boolean }) => {
  const t = useTranslation();
  const can = useCan();
  const { value: type } = useField<UserFormValues['type']>('type');
  if (!can('users.invite') || type !== 'panel') return null;
  return (
    <Grid.Item xs={12} direction="column" alignItems="stretch">
      <InputRenderer
        type="checkbox"
        name="sendInvitation"
        disabled={disabled}
        label={t('field.sendInvitation')}
        hint={t('field.sendInvitation.hint')}
      />
    </Grid.Item>
  );
};
