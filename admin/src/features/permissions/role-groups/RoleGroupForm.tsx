import { InputRenderer } from '@strapi/strapi/admin';

import { MAX_PAGE_SIZE } from '../../../../../shared/constants';
import type { RoleGroup } from '../../../../../shared/contracts/role-groups';
import { useCreateRoleGroupMutation, useUpdateRoleGroupMutation } from '../../../api/role-groups';
import { useRolesQuery } from '../../../api/roles';
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { SeveralField } from '../../../components/SeveralField';
import { useSave } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';

type Values = { name: string; description: string; roles: string[] };
type Props = DialogProps & { group: RoleGroup | null };

/** A new group, or an existing one. */
export const RoleGroupForm = ({ group, ...dialog }: Props) => {
  const t = useTranslation();
  const { data: roles } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) });
  const [create] = useCreateRoleGroupMutation();
  const [update] = useUpdateRoleGroupMutation();

  const submit = useSave({
    required: ['name'],
    send: (values: Values) => {
      const body = { ...values, roles: values.roles.map(Number) };
      return group ? update({ id: group.id, body }) : create(body);
    },
    saved: ({ data }) => ['role-groups.saved', { name: data.name }],
    onClose: dialog.onClose,
  });

  return (
    <FormModal<Values>
      {...dialog}
      title={t(group ? 'role-groups.edit' : 'role-groups.add')}
      text={group && group.userCount > 0 ? t('role-groups.edit.text', { count: group.userCount }) : undefined}
      submitLabel={t('save')}
      initialValues={{
        name: group?.name ?? '',
        description: group?.description ?? '',
        roles: group?.roles.map(({ id }) => String(id)) ?? [],
      }}
      onSubmit={submit}
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
