import { useState } from 'react';

import { Box, Button, LinkButton, TextButton, Typography } from '@strapi/design-system';
import { Mail, Plus } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { FilterButton, type FilterProps } from '../../../components/filters/FilterButton';
import { FilterTags } from '../../../components/filters/FilterTags';
import { EmptyState } from '../../../components/EmptyState';
import { ListFooter } from '../../../components/ListFooter';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { SearchField } from '../../../components/SearchField';
import { addUserPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import type { PendingAction } from './actions/user-actions';
import { UserActionDialog } from './actions/UserActionDialog';
import { BulkBar, useBulkActions } from './bulk/BulkBar';
import { useSelection } from './bulk/use-selection';
import { ColumnChooser } from './ColumnChooser';
import { useFilterFields } from './filters/use-filter-fields';
import { InviteDialog } from './InviteDialog';
import { KeyboardHint } from './KeyboardHint';
import { LeftOut } from './LeftOut';
import { useListAddress } from './use-list-address';
import { useListKeys } from './use-list-keys';
import { useUserColumns } from './use-user-columns';
import { useUserList } from './use-user-list';
import { conditionsOf, filtersOfConditions } from './user-list-query';
import { UsersTable } from './UsersTable';
import { useSavedViews } from './views/use-saved-views';
import { ViewActions } from './views/ViewActions';
import { ViewTabs } from './views/ViewTabs';

/** The one list of all users. */
export const UsersPage = () => {
  const t = useTranslation();
  const can = useCan();
  const address = useListAddress();
  const list = useUserList();
  const saved = useSavedViews(address);
  const columns = useUserColumns(address, saved.active);
  const actions = useBulkActions();
  const { total, totalIsCapped: isCapped = false } = list.pagination ?? { total: 0 };
  const selection = useSelection(list.query, list.users, total, isCapped);
  const [pending, setPending] = useState<PendingAction | null>(null);
  const [inviter, setInviter] = useState<HTMLElement | null>(null);
  useListKeys();

  const { sort, _q, filters, go } = address;
  const conditions = conditionsOf(filters);
  const filtering: FilterProps = {
    fields: useFilterFields(),
    conditions,
    onChange: (changed) => go({ filters: filtersOfConditions(changed) }),
  };
  const isFiltered = Boolean(_q) || conditions.length > 0;
  const isLoading = list.isLoading || columns.isLoading || saved.isLoading;
  const clear = () => go({ _q: undefined, filters: undefined });

  return (
    <Page.Main aria-busy={list.isFetching}>
      <Page.Title>{t('nav.users')}</Page.Title>
      <Layouts.Header
        title={t('nav.users')}
        subtitle={
          // Announced when a search or a filter has changed it.
          <Typography role="status" tag="p" variant="epsilon" textColor="neutral600">
            {list.pagination
              ? t(isCapped ? 'users.count.many' : 'users.count', { count: total })
              : t('loading')}
          </Typography>
        }
        secondaryAction={
          can('users.create') &&
          can('users.invite') &&
          can('roles.read') && (
            <Button
              variant="secondary"
              startIcon={<Mail />}
              onClick={(event: React.MouseEvent<HTMLElement>) => setInviter(event.currentTarget)}
            >
              {t('invite')}
            </Button>
          )
        }
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
              value={_q ?? ''}
              // A search is one step in the browser's history, however many letters it has.
              onChange={(text) => go({ _q: text || undefined }, { replace: Boolean(_q) })}
            />
            <FilterButton {...filtering} />
          </>
        }
        endActions={
          <>
            <KeyboardHint />
            <ColumnChooser columns={columns} />
          </>
        }
      />
      <Layouts.Content>
        <LeftOut users={list.leftOut} />
        <Box paddingBottom={conditions.length > 0 ? 4 : 0}>
          <FilterTags {...filtering} />
        </Box>
        <ViewTabs
          saved={saved}
          actions={
            <ViewActions
              saved={saved}
              state={{ sort, _q, filters }}
              columns={columns.names}
              isFiltered={isFiltered || sort !== undefined}
            />
          }
        >
          <BulkBar selection={selection} total={total} onDone={list.refetch} />
          {list.isError ? (
            <LoadError error={list.error} onRetry={list.refetch} />
          ) : !isLoading && list.users.length === 0 ? (
            <NoUsers isFiltered={isFiltered} onClear={clear} />
          ) : (
            <Box>
              <UsersTable
                users={list.users}
                columns={columns.columns}
                address={address}
                isLoading={isLoading}
                onPick={setPending}
                selection={actions.length > 0 ? selection : null}
              />
              <ListFooter pagination={list.pagination} />
            </Box>
          )}
        </ViewTabs>
      </Layouts.Content>
      {inviter && <InviteDialog opener={inviter} onClose={() => setInviter(null)} />}
      {pending && <UserActionDialog {...pending} onClose={() => setPending(null)} />}
    </Page.Main>
  );
};

const NoUsers = ({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) => {
  const t = useTranslation();
  return (
    <EmptyState
      text={t(isFiltered ? 'users.none.match' : 'users.none')}
      action={isFiltered && <TextButton onClick={onClear}>{t('users.clear')}</TextButton>}
    />
  );
};
