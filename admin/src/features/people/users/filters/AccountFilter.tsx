import { useMemo } from 'react';

import { Field, Grid } from '@strapi/design-system';

import { useAccountsQuery } from '../../../../api/accounts';
import { useCan } from '../../../../components/PermissionsProvider';
import { useTranslation } from '../../../../translations/use-translation';
import { AccountPicker } from '../AccountPicker';
import { forestOf } from '../../../../components/tree-rows';
import type { FilterProps } from '../user-list-query';

/** Users of an account or of one below it; hidden if there are no accounts. */
export const AccountFilter = ({ filters, onChange }: FilterProps) => {
  const t = useTranslation();
  const can = useCan();
  const { data } = useAccountsQuery(undefined, { skip: !can('accounts.read') });
  const forest = useMemo(() => data && forestOf(data.data), [data]);
  if (!forest?.byId.size) return null;
  const [value = null] = [filters.account].flatMap((account) =>
    account && '$in' in account ? [account.$in].flat() : [],
  );
  return (
    <Grid.Item col={1} direction="column" alignItems="stretch">
      <Field.Root name="filter-account">
        <Field.Label>{t('field.account')}</Field.Label>
        <AccountPicker
          forest={forest}
          size="S"
          label={t('field.account')}
          placeholder={t('filter.any')}
          value={value}
          onChange={(id) => onChange({ ...filters, account: id ? { $in: [id] } : undefined })}
        />
      </Field.Root>
    </Grid.Item>
  );
};
