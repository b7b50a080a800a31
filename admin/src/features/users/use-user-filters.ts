import { STATUSES, USER_TYPES } from '../../../../shared/constants';
import { MAX_PAGE_SIZE } from '../../../../shared/constants';
import { useRolesQuery } from '../../api/roles';
import type { ChoiceFilter } from '../../components/FilterBar';
import { useCan } from '../../components/PermissionsProvider';
import { useTranslation } from '../../translations/use-translation';

/** What the list can be filtered by; by role only where the person may see roles. */
export const useUserFilters = (): ChoiceFilter[] => {
  const t = useTranslation();
  const can = useCan();
  const { data: roles } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) }, { skip: !can('roles.read') });
  return [
    {
      name: 'status',
      label: t('field.status'),
      options: STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) })),
    },
    {
      name: 'type',
      label: t('field.type'),
      options: USER_TYPES.map((type) => ({ value: type, label: t(`type.${type}`) })),
    },
    ...(roles
      ? [
          {
            name: 'role',
            label: t('field.role'),
            options: roles.data.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]
      : []),
  ];
};
