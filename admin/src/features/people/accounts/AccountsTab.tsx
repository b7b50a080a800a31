import { useMemo, useState } from 'react';

import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { ACCOUNT_ROLES, type AccountRole } from '../../../../../shared/constants';
import type { Membership } from '../../../../../shared/contracts/accounts';
import type { User } from '../../../../../shared/contracts/users';
import { useAccountsQuery, useSetUserAccountsMutation, useUserAccountsQuery } from '../../../api/accounts';
import { Card } from '../../../components/Card';
import { EditedForm } from '../../../components/edited-form/EditedForm';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { SearchField } from '../../../components/SearchField';
import { Skeleton } from '../../../components/Skeleton';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';
import { AccountTree } from './AccountTree';
import { type Forest, forestOf } from '../../../components/tree-rows';

/** By account id, in order of the ids: equal memberships are equal values. */
type Roles = Record<string, AccountRole>;
type Values = { accounts: Roles };

const valuesOf = (memberships: readonly Membership[]): Values => ({
  accounts: Object.fromEntries(memberships.map(({ account, role }) => [account.id, role])),
});

/** The tab of the accounts that the user belongs to. */
export const AccountsTab = ({ user }: { user: User }) => {
  const tree = useAccountsQuery(undefined, { refetchOnMountOrArgChange: true });
  const own = useUserAccountsQuery(user.id, { refetchOnMountOrArgChange: true });
  const forest = useMemo(() => tree.data && forestOf(tree.data.data), [tree.data]);
  if (forest && own.data) return <LoadedAccounts user={user} forest={forest} memberships={own.data.data} />;
  const failed = [tree, own].find(({ error }) => error);
  return failed ? <LoadError error={failed.error} onRetry={failed.refetch} /> : <Skeleton height={40} />;
};

type Loaded = { user: User; forest: Forest; memberships: readonly Membership[] };

const LoadedAccounts = ({ user, forest, memberships }: Loaded) => {
  const { succeeded, failed } = useFeedback();
  const [save] = useSetUserAccountsMutation();
  return (
    <EditedForm
      id="gatehouse-user-accounts"
      record={memberships}
      valuesOf={valuesOf}
      canEdit={useCan()('accounts.assign')}
      save={({ accounts }) => {
        const chosen = Object.entries(accounts).map(([id, role]) => ({ account: Number(id), role }));
        return save({ id: user.id, body: { accounts: chosen } });
      }}
      onSaved={() => succeeded('accounts.saved', { name: nameOf(user) })}
      onRefused={failed}
    >
      {({ disabled }) => <MembershipTree forest={forest} isDisabled={disabled} />}
    </EditedForm>
  );
};

const MembershipTree = ({ forest, isDisabled }: { forest: Forest; isDisabled: boolean }) => {
  const t = useTranslation();
  const [search, setSearch] = useState('');
  const { value = {}, onChange } = useField<Roles>('accounts');
  const ticked = useMemo(() => new Set(Object.keys(value).map(Number)), [value]);
  const set = (change: Roles) => onChange('accounts', change);

  // The lowest role; a higher one is chosen beside it.
  const tick = (id: number) => {
    const { [id]: present, ...others } = value;
    set(present ? others : { ...value, [id]: 'viewer' });
  };

  return (
    <Card title={t('user.accounts')} text={t('user.accounts.text')}>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <SearchField
          label={t('accounts.search')}
          placeholder={t('accounts.search.hint')}
          value={search}
          onChange={setSearch}
        />
        <Typography role="status" textColor="neutral600">
          {t('user.accounts.count', { count: ticked.size })}
        </Typography>
      </Flex>
      {forest.byId.size === 0 ? (
        <Typography textColor="neutral600">{t('accounts.none')}</Typography>
      ) : (
        <AccountTree
          label={t('user.accounts')}
          forest={forest}
          search={search}
          ticked={ticked}
          isDisabled={isDisabled}
          onTick={tick}
          describe={({ account }) => {
            const role = value[account.id];
            return role && t(`accounts.role.${role}`);
          }}
        >
          {({ account }) => {
            const role = value[account.id];
            return (
              role && (
                <Box width="16rem" flex="none">
                  <SingleSelect
                    size="S"
                    aria-label={t('accounts.role.of', { name: account.name })}
                    disabled={isDisabled}
                    value={role}
                    onChange={(chosen) => set({ ...value, [account.id]: chosen as AccountRole })}
                  >
                    {ACCOUNT_ROLES.map((one) => (
                      <SingleSelectOption key={one} value={one}>
                        {t(`accounts.role.${one}`)}
                      </SingleSelectOption>
                    ))}
                  </SingleSelect>
                </Box>
              )
            );
          }}
        </AccountTree>
      )}
    </Card>
  );
};
