import { useState } from 'react';

import { Box, EmptyStateLayout, LinkButton, TextButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Layouts, Page } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { FilterBar } from '../../components/FilterBar';
import { ListFooter } from '../../components/ListFooter';
import { LoadError } from '../../components/LoadError';
import { useCan } from '../../components/PermissionsProvider';
import { SearchField } from '../../components/SearchField';
import { addUserPath } from '../../paths';
import { useTranslation } from '../../translations/use-translation';
import { type PendingAction, UserActionDialog } from './actions/UserActionDialog';
import { ColumnChooser } from './ColumnChooser';
import { useUserColumns } from './use-user-columns';
import { useUserFilters } from './use-user-filters';
import { useUserList } from './use-user-list';
import { UsersTable } from './UsersTable';

/** The one list of all users. */
export const UsersPage = () => {
  const t = useTranslation();
  const can = useCan();
  const list = useUserList();
  const filters = useUserFilters();
  const columns = useUserColumns();
  const [pending, setPending] = useState<PendingAction | null>(null);

  if (list.isLoading) return <Page.Loading />;
  return (
    <Page.Main aria-busy={list.isFetching}>
      <Page.Title>{t('nav.users')}</Page.Title>
      <Layouts.Header
        title={t('nav.users')}
        subtitle={list.pagination && t('users.count', { count: list.pagination.total })}
        primaryAction={
          can('users.create') && (
            <LinkButton tag={NavLink} to={addUserPath} startIcon={<Plus />}>
              {t('users.add')}
            </LinkButton>
          )
        }
      />
      <Layouts.Action
        startActions={
          <>
            <SearchField
              label={t('users.search')}
              placeholder={t('users.search.hint')}
              value={list.search}
              onChange={list.setSearch}
            />
            <FilterBar filters={filters} />
          </>
        }
        endActions={<ColumnChooser {...columns} />}
      />
      <Layouts.Content>
        {list.isError ? (
          <LoadError error={list.error} onRetry={list.refetch} />
        ) : list.users.length === 0 ? (
          <NoUsers isFiltered={list.isFiltered} onClear={list.clear} />
        ) : (
          <Box>
            <UsersTable users={list.users} columns={columns.columns} onPick={setPending} />
            <ListFooter pagination={list.pagination} />
          </Box>
        )}
      </Layouts.Content>
      {pending && <UserActionDialog {...pending} onClose={() => setPending(null)} />}
    </Page.Main>
  );
};

const NoUsers = ({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) => {
  const t = useTranslation();
  return (
    <EmptyStateLayout
      hasRadius
      icon={<EmptyDocuments width="16rem" />}
      content={t(isFiltered ? 'users.none.match' : 'users.none')}
      action={isFiltered && <TextButton onClick={onClear}>{t('users.clear')}</TextButton>}
    />
  );
};
