import { Grid } from '@strapi/design-system';
import { InputRenderer, useField } from '@strapi/strapi/admin';

import { AUTH_TYPES, MAX_PAGE_SIZE } from '../../../../../shared/constants';
import { useRolesQuery } from '../../../api/roles';
import { useCan } from '../../../components/PermissionsProvider';
import { SeveralField } from '../../../components/SeveralField';
import { useTranslation } from '../../../translations/use-translation';
import { NEW_TYPES, type UserFormValues } from './user-form-values';

type Props = { disabled: boolean };

const half = { xs: 12, m: 6, direction: 'column', alignItems: 'stretch' } as const;

/** Panel or API-only. The type of an end user cannot be changed. */
export const TypeField = ({ disabled }: Props) => {
  const t = useTranslation();
  const { value } = useField<UserFormValues['type']>('type');
  const isEndUser = value === 'end-user';
  const types = isEndUser ? (['end-user'] as const) : NEW_TYPES;
  return (
    <Grid.Item {...half}>
      <InputRenderer
        type="enumeration"
        name="type"
        required
        disabled={disabled || isEndUser}
        label={t('field.type')}
        hint={t('field.type.hint')}
        options={types.map((type) => ({ value: type, label: t(`type.${type}`) }))}
      />
    </Grid.Item>
  );
};

/** How an API-only user authenticates. */
export const AuthTypeField = ({ isNew, disabled }: Props & { isNew: boolean }) => {
  const t = useTranslation();
  const { value: type } = useField<UserFormValues['type']>('type');
  if (type !== 'api-only') return null;
  return (
    <Grid.Item {...half}>
      <InputRenderer
        type="enumeration"
        name="authType"
        required
        disabled={disabled}
        label={t('field.authType')}
        hint={t(isNew ? 'field.authType.new' : 'field.authType.hint')}
        options={AUTH_TYPES.map((value) => ({ value, label: t(`authType.${value}`) }))}
      />
    </Grid.Item>
  );
};

export const RolesField = ({ disabled }: Props) => {
  const t = useTranslation();
  const canSee = useCan()('roles.read');
  const { data: roles } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) }, { skip: !canSee });
  const { value: type } = useField<UserFormValues['type']>('type');
  const { value: groups = [] } = useField<string[]>('roleGroups');
  return (
    <Grid.Item {...half}>
      <SeveralField
        name="roles"
        label={t('field.roles')}
        hint={t(
          !canSee ? 'field.roles.hidden' : type === 'api-only' ? 'field.roles.api' : 'field.roles.hint',
        )}
        placeholder={t('field.roles.choose')}
        choices={roles?.data}
        required={type === 'panel' && groups.length === 0}
        disabled={disabled || !canSee}
      />
    </Grid.Item>
  );
};
