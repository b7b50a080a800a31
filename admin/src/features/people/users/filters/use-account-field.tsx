import { useMemo } from 'react';

import { useAccountsQuery } from '../../../../api/accounts';
import type { FilterField } from '../../../../components/filters/filter-field';
import { useCan } from '../../../../components/PermissionsProvider';
import { forestOf } from '../../../../components/tree-rows';
import { useTranslation } from '../../../../translations/use-translation';
import { AccountPicker } from '../AccountPicker';

/** Users of an account or of one below it; none if there are no accounts. */
export const useAccountField = (): FilterField[] => {
  const t = useTranslation();
  const can = useCan();
  const { data } = useAccountsQuery(undefined, { skip: !can('accounts.read') });
  const forest = useMemo(() => data && forestOf(data.data), [data]);
  if (!forest?.byId.size) return [];
  const label = t('field.account');
  return [
    {
      name: 'account',
      label,
      textOf: (id) => data?.data.find((account) => String(account.id) === id)?.name,
      input: ({ values, set }) => (
        <AccountPicker
          forest={forest}
          size="S"
          label={label}
          placeholder={t('filter.any')}
          value={values('$eq')[0] ?? null}
          onChange={(id) => set(id ? [{ $eq: id }] : [])}
        />
      ),
    },
  ];
};
