import { useState } from 'react';

import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Layouts, Page, useQueryParams } from '@strapi/strapi/admin';

import { useDacGroupsQuery } from '../../../api/dac-groups';
import { ListFooter } from '../../../components/ListFooter';
import { pagingOf, searchOf, type UrlQuery } from '../../../components/list-query';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { SearchField } from '../../../components/SearchField';
import { useTranslation } from '../../../translations/use-translation';
import { DacGroupForm } from './DacGroupForm';
import { DacGroupsTable, type PickedGroup } from './DacGroupsTable';
import { DeleteDacGroup } from './DeleteDacGroup';

/** The codes that users can hold and conditions ask for. */
export const DacGroupsPage = () => {
  const t = useTranslation();
  const can = useCan();
  const [{ query }, setQuery] = useQueryParams<UrlQuery>();
  const [picked, setPicked] = useState<PickedGroup | null>(null);
  const [adder, setAdder] = useState<HTMLElement | null>(null);
  const _q = searchOf(query);
  const list = useDacGroupsQuery({ ...pagingOf(query), _q }, { refetchOnMountOrArgChange: true });
  const groups = list.data?.data ?? [];

  const content = () => {
    if (list.isLoading) return <Page.Loading />;
    if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
    if (groups.length === 0)
      return (
        <EmptyStateLayout
          hasRadius
          icon={<EmptyDocuments width="16rem" />}
          content={t(_q ? 'dac.none.match' : 'dac.none')}
        />
      );
    return (
      <Box>
        <DacGroupsTable groups={groups} onPick={setPicked} />
        <ListFooter pagination={list.data?.meta.pagination} />
      </Box>
    );
  };

  return (
    <Page.Main aria-busy={list.isFetching}>
      <Page.Title>{t('nav.dac-groups')}</Page.Title>
      <Layouts.Header
        title={t('nav.dac-groups')}
        subtitle={t('dac.text')}
        primaryAction={
          can('dac-groups.update') && (
            <Button
              startIcon={<Plus />}
              onClick={(event: React.MouseEvent<HTMLElement>) => setAdder(event.currentTarget)}
            >
              {t('dac.add')}
            </Button>
          )
        }
      />
      <Layouts.Action
        startActions={
          <SearchField
            label={t('dac.search')}
            placeholder={t('dac.search.hint')}
            value={_q ?? ''}
            // Strapi writes the address without encoding it.
            onChange={(text) =>
              setQuery({ page: '1', _q: text ? encodeURIComponent(text) : undefined }, 'push', Boolean(_q))
            }
          />
        }
      />
      <Layouts.Content>{content()}</Layouts.Content>
      {adder && <DacGroupForm group={null} opener={adder} onClose={() => setAdder(null)} />}
      {picked?.step === 'rename' && <DacGroupForm {...picked} onClose={() => setPicked(null)} />}
      {picked?.step === 'delete' && <DeleteDacGroup {...picked} onClose={() => setPicked(null)} />}
    </Page.Main>
  );
};
