import { useMemo } from 'react';

import {
  Field,
  Flex,
  Grid,
  IconButton,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useField } from '@strapi/strapi/admin';

import { ACCOUNT_ROLES, type AccountRole } from '../../../../../shared/constants';
import type { NewMembership } from '../../../../../shared/contracts/accounts';
import { useAccountsQuery } from '../../../api/accounts';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { AccountPicker } from './AccountPicker';
import { forestOf, pathNameOf } from '../../../components/tree-rows';

/** The role that the policy sets. */
const USUAL = 'usual';

/** Accounts and roles of new users. Hidden if the person may not assign any, or there are no accounts. */
export const AccountsField = ({ disabled }: { disabled: boolean }) => {
  const t = useTranslation();
  const can = useCan();
  const { data } = useAccountsQuery(undefined, { skip: !can('accounts.read') || !can('accounts.assign') });
  const forest = useMemo(() => data && forestOf(data.data), [data]);
  const { value = [], error, onChange } = useField<NewMembership[]>('accounts');
  if (!forest?.byId.size) return null;

  const set = (chosen: NewMembership[]) => onChange('accounts', chosen);
  const setRole = (account: number, role: string) =>
    set(
      value.map((one) =>
        one.account === account ? { account, ...(role !== USUAL && { role: role as AccountRole }) } : one,
      ),
    );

  return (
    <Grid.Item xs={12} direction="column" alignItems="stretch">
      <Field.Root name="accounts" error={error} hint={t('field.accounts.hint')}>
        <Field.Label>{t('field.accounts')}</Field.Label>
        <AccountPicker
          // Remounted: it keeps the text of the last choice (design system 2.2).
          key={value.length}
          hasFocus={value.length > 0}
          forest={forest}
          value={null}
          label={t('field.accounts')}
          placeholder={t('field.accounts.choose')}
          without={new Set(value.map(({ account }) => account))}
          isDisabled={disabled}
          onChange={(id) => id && set([...value, { account: Number(id) }])}
        />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
      {value.map(({ account, role = USUAL }) => {
        const name = pathNameOf(forest, account);
        return (
          <Flex key={account} gap={3} paddingTop={2}>
            <Typography flex={1} ellipsis>
              {name}
            </Typography>
            <SingleSelect
              size="S"
              aria-label={t('accounts.role.of', { name })}
              disabled={disabled}
              value={role}
              onChange={(chosen) => setRole(account, String(chosen))}
            >
              {[USUAL, ...ACCOUNT_ROLES].map((one) => (
                <SingleSelectOption key={one} value={one}>
                  {t(`accounts.role.${one as AccountRole | typeof USUAL}`)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
            <IconButton
              label={t('accounts.remove', { name })}
              variant="ghost"
              disabled={disabled}
              onClick={() => set(value.filter((one) => one.account !== account))}
            >
              <Cross />
            </IconButton>
          </Flex>
        );
      })}
    </Grid.Item>
  );
};
