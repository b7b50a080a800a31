import { MAX_PAGE_SIZE, USER_TYPES } from '../../../../../../shared/constants';
import { STATUSES } from '../../../../../../shared/users/statuses';
import { useDacGroupsQuery } from '../../../../api/dac-groups';
import { useLicencesQuery } from '../../../../api/licences';
import { useRoleGroupsQuery } from '../../../../api/role-groups';
import { useRolesQuery } from '../../../../api/roles';
import { choiceField, dateField, flagField, optionsFor } from '../../../../components/filters/fields';
import type { FieldInput, FilterField } from '../../../../components/filters/filter-field';
import { useCan } from '../../../../components/PermissionsProvider';
import { useTranslation } from '../../../../translations/use-translation';
import { KeyExpires } from './KeyExpires';
import { LastLogin } from './LastLogin';
import { useAccountField } from './use-account-field';

/** What the users can be filtered by; by roles, groups, accounts and licences only if the person may see them. */
export const useFilterFields = (): FilterField[] => {
  const t = useTranslation();
  const can = useCan();
  const pageSize = String(MAX_PAGE_SIZE);
  const { data: roles } = useRolesQuery({ pageSize }, { skip: !can('roles.read') });
  const { data: roleGroups } = useRoleGroupsQuery({ pageSize }, { skip: !can('roles.read') });
  const { data: dacGroups } = useDacGroupsQuery({ pageSize }, { skip: !can('dac-groups.read') });
  const { data: licences } = useLicencesQuery(undefined, { skip: !can('licences.read') });
  const account = useAccountField();

  const records = (name: 'role' | 'roleGroup' | 'dacGroup' | 'licence', all?: readonly Named[]) =>
    all && all.length > 0
      ? [
          choiceField(
            name,
            t(`field.${name}`),
            all.map(({ id, name: label = '', code = '' }) => ({ value: String(id), label: label || code })),
            t,
          ),
        ]
      : [];

  return [
    choiceField(
      'status',
      t('field.status'),
      optionsFor(STATUSES, (status) => t(`status.${status}`)),
      t,
    ),
    choiceField(
      'type',
      t('field.type'),
      optionsFor(USER_TYPES, (type) => t(`type.${type}`)),
      t,
    ),
    ...records('role', roles?.data),
    ...records('roleGroup', roleGroups?.data),
    ...records(
      'dacGroup',
      dacGroups?.data.map(({ id, code }) => ({ id, code })),
    ),
    ...records('licence', licences?.data),
    ...account,
    ...(['accessLocked', 'mfaEnabled', 'mfaRequired'] as const).map((name) =>
      flagField(name, t(`field.${name}`), t),
    ),
    {
      name: 'lastLoginAt',
      label: t('field.lastLoginAt'),
      input: (input) => <LastLogin {...input} />,
    },
    ...(can('api-keys.read')
      ? [
          {
            name: 'keyExpires',
            label: t('field.keyExpires'),
            input: (input: FieldInput) => <KeyExpires {...input} />,
          },
        ]
      : []),
    ...(['createdAt', 'updatedAt'] as const).map((name) => dateField(name, t(`field.${name}`))),
  ];
};

type Named = { id: number; name?: string; code?: string };
