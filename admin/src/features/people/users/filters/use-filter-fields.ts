import { MAX_PAGE_SIZE, USER_TYPES } from '../../../../../../shared/constants';
import { STATUSES } from '../../../../../../shared/users/statuses';
import { useDacGroupsQuery } from '../../../../api/dac-groups';
import { useLicencesQuery } from '../../../../api/licences';
import { useRoleGroupsQuery } from '../../../../api/role-groups';
import { useRolesQuery } from '../../../../api/roles';
import { useCan } from '../../../../components/PermissionsProvider';
import { useTranslation } from '../../../../translations/use-translation';

export const FLAGS = ['accessLocked', 'mfaEnabled', 'mfaRequired'] as const;
export const DATES = ['createdAt', 'updatedAt'] as const;

/** Fields with fixed values, and their words; roles, groups and licences only if the person may see them. */
export const useChoiceFields = () => {
  const t = useTranslation();
  const can = useCan();
  const pageSize = String(MAX_PAGE_SIZE);
  const { data: roles } = useRolesQuery({ pageSize }, { skip: !can('roles.read') });
  const { data: roleGroups } = useRoleGroupsQuery({ pageSize }, { skip: !can('roles.read') });
  const { data: dacGroups } = useDacGroupsQuery({ pageSize }, { skip: !can('dac-groups.read') });
  const { data: licences } = useLicencesQuery(undefined, { skip: !can('licences.read') });
  return [
    {
      name: 'status' as const,
      label: t('field.status'),
      options: STATUSES.map((status) => ({ value: status as string, label: t(`status.${status}`) })),
    },
    {
      name: 'type' as const,
      label: t('field.type'),
      options: USER_TYPES.map((type) => ({ value: type as string, label: t(`type.${type}`) })),
    },
    ...(roles
      ? [
          {
            name: 'role' as const,
            label: t('field.role'),
            options: roles.data.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]
      : []),
    ...(roleGroups && roleGroups.data.length > 0
      ? [
          {
            name: 'roleGroup' as const,
            label: t('field.roleGroup'),
            options: roleGroups.data.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]
      : []),
    ...(dacGroups && dacGroups.data.length > 0
      ? [
          {
            name: 'dacGroup' as const,
            label: t('field.dacGroup'),
            options: dacGroups.data.map(({ id, code }) => ({ value: String(id), label: code })),
          },
        ]
      : []),
    ...(licences
      ? [
          {
            name: 'licence' as const,
            label: t('field.licence'),
            options: licences.data.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]
      : []),
  ];
};
