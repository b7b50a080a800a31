import { useMemo, useState } from 'react';

import { Box } from '@strapi/design-system';

import { useAccountsQuery, useUpdateAccountMutation } from '../../../api/accounts';
import { AddButton } from '../../../components/AddButton';
import { EmptyState } from '../../../components/EmptyState';
import { ListPage } from '../../../components/ListPage';
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
    <AddButton
      label={t('accounts.add')}
      onAdd={(opener) => setPending({ action: 'add', account: null, opener })}
    />
  );

  const searchField = (
    <SearchField
      label={t('accounts.search')}
      placeholder={t('accounts.search.hint')}
      value={search}
      onChange={setSearch}
    />
  );

  return (
    <ListPage
      title={t('nav.accounts')}
      text={data ? t('accounts.count', { count: accounts.length }) : t('loading')}
      isBusy={!data && !error}
      action={add}
      tools={accounts.length > 0 ? { start: searchField } : undefined}
    >
      {error ? (
        <LoadError error={error} onRetry={refetch} />
      ) : !data ? (
        <Skeleton height={30} />
      ) : accounts.length === 0 ? (
        <EmptyState text={t('accounts.none')} action={add} />
      ) : (
        <Box background="neutral0" hasRadius shadow="filterShadow" padding={4}>
          <AccountTree
            label={t('nav.accounts')}
            forest={forest}
            search={search}
            describe={({ account }) => t('accounts.users', { count: account.allUserCount })}
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
      {pending && <AccountDialog {...pending} forest={forest} onClose={() => setPending(null)} />}
    </ListPage>
  );
};
