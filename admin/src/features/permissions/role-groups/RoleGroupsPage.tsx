import { useState } from 'react';

import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Layouts, Page, useQueryParams } from '@strapi/strapi/admin';

import { useRoleGroupsQuery } from '../../../api/role-groups';
import { ListFooter } from '../../../components/ListFooter';
import { pagingOf, searchOf, type UrlQuery } from '../../../components/list-query';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { SearchField } from '../../../components/SearchField';
import { useTranslation } from '../../../translations/use-translation';
import { RoleGroupForm } from './RoleGroupForm';
import { RoleGroupsTable, type PickedGroup } from './RoleGroupsTable';
import { DeleteRoleGroup } from './DeleteRoleGroup';

/** The sets of roles that users can be given as one. */
export const RoleGroupsPage = () => {
  const t = useTranslation();
  const can = useCan();
  const [{ query }, setQuery] = useQueryParams<UrlQuery>();
  const [picked, setPicked] = useState<PickedGroup | null>(null);
  const [adder, setAdder] = useState<HTMLElement | null>(null);
  const _q = searchOf(query);
  const list = useRoleGroupsQuery({ ...pagingOf(query), _q }, { refetchOnMountOrArgChange: true });
  const groups = list.data?.data ?? [];

  const content = () => {
    if (list.isLoading) return <Page.Loading />;
    if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
    if (groups.length === 0)
      return (
        <EmptyStateLayout
          hasRadius
          icon={<EmptyDocuments width="16rem" />}
          content={t(_q ? 'role-groups.none.match' : 'role-groups.none')}
        />
      );
    return (
      <Box>
        <RoleGroupsTable groups={groups} onPick={setPicked} />
        <ListFooter pagination={list.data?.meta.pagination} />
      </Box>
    );
  };

  return (
    <Page.Main aria-busy={list.isFetching}>
      <Page.Title>{t('nav.role-groups')}</Page.Title>
      <Layouts.Header
        title={t('nav.role-groups')}
        subtitle={t('role-groups.text')}
        primaryAction={
          can('role-groups.manage') && (
            <Button
              startIcon={<Plus />}
              onClick={(event: React.MouseEvent<HTMLElement>) => setAdder(event.currentTarget)}
            >
              {t('role-groups.add')}
            </Button>
          )
        }
      />
      <Layouts.Action
        startActions={
          <SearchField
            label={t('role-groups.search')}
            placeholder={t('role-groups.search.hint')}
            value={_q ?? ''}
            // Strapi writes the address without encoding it.
            onChange={(text) =>
              setQuery({ page: '1', _q: text ? encodeURIComponent(text) : undefined }, 'push', Boolean(_q))
            }
          />
        }
      />
      <Layouts.Content>{content()}</Layouts.Content>
      {adder && <RoleGroupForm group={null} opener={adder} onClose={() => setAdder(null)} />}
      {picked?.step === 'edit' && <RoleGroupForm {...picked} onClose={() => setPicked(null)} />}
      {picked?.step === 'delete' && <DeleteRoleGroup {...picked} onClose={() => setPicked(null)} />}
    </Page.Main>
  );
};
