import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import { MAX_PAGE_SIZE } from '../../../../../shared/constants';
import type { RoleGroup } from '../../../../../shared/contracts/role-groups';
import { useCreateRoleGroupMutation, useUpdateRoleGroupMutation } from '../../../api/role-groups';
import { useRolesQuery } from '../../../api/roles';
import { FormModal } from '../../../components/FormModal';
import { SeveralField } from '../../../components/SeveralField';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';

type Values = { name: string; description: string; roles: string[] };
type Props = { group: RoleGroup | null; opener: HTMLElement | null; onClose: () => void };

/** A new group, or one that is there. */
export const RoleGroupForm = ({ group, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const { data: roles } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) });
  const [create] = useCreateRoleGroupMutation();
  const [update] = useUpdateRoleGroupMutation();

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    if (!values.name.trim()) return helpers.setErrors({ name: t('field.required') });
    const body = { ...values, roles: values.roles.map(Number) };
    const result = group ? await update({ id: group.id, body }) : await create(body);
    if ('error' in result) return showRefusal(result.error, values, helpers);
    succeeded('role-groups.saved', { name: result.data.data.name });
    onClose();
  };

  return (
    <FormModal<Values>
      title={t(group ? 'role-groups.edit' : 'role-groups.add')}
      text={group && group.userCount > 0 ? t('role-groups.edit.text', { count: group.userCount }) : undefined}
      submitLabel={t('save')}
      initialValues={{
        name: group?.name ?? '',
        description: group?.description ?? '',
        roles: group?.roles.map(({ id }) => String(id)) ?? [],
      }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer type="string" name="name" required label={t('role-groups.name')} />
      <InputRenderer type="string" name="description" label={t('role-groups.description')} />
      <SeveralField
        name="roles"
        label={t('field.roles')}
        hint={t('role-groups.roles.hint')}
        placeholder={t('field.roles.choose')}
        choices={roles?.data}
        disabled={false}
      />
    </FormModal>
  );
};
