import { useMemo, useState } from 'react';

import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Layouts, Page } from '@strapi/strapi/admin';

import { useAccountsQuery, useUpdateAccountMutation } from '../../../api/accounts';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { SearchField } from '../../../components/SearchField';
import { Skeleton } from '../../../components/Skeleton';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { AccountActions } from './AccountActions';
import { AccountDialog, type PendingAccount } from './AccountDialog';
import { AccountTree } from './AccountTree';
import { type Drop, forestOf, moveOf } from '../../../components/tree-rows';

const NONE: never[] = [];

/** The tree of accounts. */
export const AccountsPage = () => {
  const t = useTranslation();
  const can = useCan();
  const { data, error, refetch } = useAccountsQuery(undefined, { refetchOnMountOrArgChange: true });
  const accounts = data?.data ?? NONE;
  const forest = useMemo(() => forestOf(accounts), [accounts]);
  const [search, setSearch] = useState('');
  const [pending, setPending] = useState<PendingAccount | null>(null);
  const { succeeded, failed } = useFeedback();
  const [update] = useUpdateAccountMutation();
  const canUpdate = can('accounts.update');

  const drop = async (id: number, target: number, at: Drop) => {
    const body = moveOf(forest, id, { target, drop: at });
    const account = forest.byId.get(id);
    if (!body || !account) return;
    const result = await update({ id, body });
    if ('error' in result) failed(result.error);
    else succeeded('accounts.moved', { name: account.name });
  };

  const add = canUpdate && (
    <Button
      startIcon={<Plus />}
      onClick={(event: React.MouseEvent<HTMLElement>) =>
        setPending({ action: 'add', account: null, opener: event.currentTarget })
      }
    >
      {t('accounts.add')}
    </Button>
  );

  return (
    <Page.Main aria-busy={!data && !error}>
      <Page.Title>{t('nav.accounts')}</Page.Title>
      <Layouts.Header
        title={t('nav.accounts')}
        subtitle={data ? t('accounts.count', { count: accounts.length }) : t('loading')}
        primaryAction={add}
      />
      {accounts.length > 0 && (
        <Layouts.Action
          startActions={
            <SearchField
              label={t('accounts.search')}
              placeholder={t('accounts.search.hint')}
              value={search}
              onChange={setSearch}
            />
          }
        />
      )}
      <Layouts.Content>
        {error ? (
          <LoadError error={error} onRetry={refetch} />
        ) : !data ? (
          <Skeleton height={30} />
        ) : accounts.length === 0 ? (
          <EmptyStateLayout
            hasRadius
            icon={<EmptyDocuments width="16rem" />}
            content={t('accounts.none')}
            action={add}
          />
        ) : (
          <Box background="neutral0" hasRadius shadow="filterShadow" padding={4}>
            <AccountTree
              label={t('nav.accounts')}
              forest={forest}
              search={search}
              describe={({ account }) => t('accounts.users', { count: account.userCount })}
              drag={{
                canDrag: ({ account }) => canUpdate && account.mayChange,
                onDrop: (...dropped) => void drop(...dropped),
              }}
              onKey={(key, { account }) => {
                const action = key === 'F2' ? 'rename' : key === 'Delete' ? 'delete' : null;
                if (!action || !canUpdate || !account.mayChange) return false;
                setPending({ action, account, opener: document.activeElement as HTMLElement });
                return true;
              }}
            >
              {({ account, hasChildren }, isCurrent) => (
                <AccountActions
                  account={account}
                  hasChildren={hasChildren}
                  isCurrent={isCurrent}
                  onPick={canUpdate ? setPending : null}
                />
              )}
            </AccountTree>
          </Box>
        )}
      </Layouts.Content>
      {pending && <AccountDialog {...pending} forest={forest} onClose={() => setPending(null)} />}
    </Page.Main>
  );
};
