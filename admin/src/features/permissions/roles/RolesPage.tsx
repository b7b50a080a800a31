import { EmptyStateLayout, Flex } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Layouts, Page, useQueryParams } from '@strapi/strapi/admin';

import { useRolesQuery } from '../../../api/roles';
import { pagingOf, searchOf, type UrlQuery } from '../../../components/list-query';
import { ListFooter } from '../../../components/ListFooter';
import { LoadError } from '../../../components/LoadError';
import { SearchField } from '../../../components/SearchField';
import { Skeleton } from '../../../components/Skeleton';
import { useTranslation } from '../../../translations/use-translation';
import { RolesTable } from './RolesTable';

/** Strapi's roles by name, with what Gatehouse adds to them. */
export const RolesPage = () => {
  const t = useTranslation();
  const [{ query }, setQuery] = useQueryParams<UrlQuery>();
  const search = searchOf(query);
  const { data, error, isFetching, refetch } = useRolesQuery(
    { ...pagingOf(query), _q: search },
    { refetchOnMountOrArgChange: true },
  );

  const content = () => {
    if (!data) return isFetching ? <Skeleton height={40} /> : <LoadError error={error} onRetry={refetch} />;
    if (data.data.length === 0)
      return (
        <EmptyStateLayout
          hasRadius
          icon={<EmptyDocuments width="16rem" />}
          content={t(search ? 'roles.none.match' : 'roles.none')}
        />
      );
    return (
      <Flex direction="column" alignItems="stretch">
        <RolesTable roles={data.data} />
        <ListFooter pagination={data.meta.pagination} />
      </Flex>
    );
  };

  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{t('nav.roles')}</Page.Title>
      <Layouts.Header title={t('nav.roles')} subtitle={t('roles.text')} />
      <Layouts.Action
        startActions={
          <SearchField
            label={t('roles.search')}
            placeholder={t('roles.search.hint')}
            value={search ?? ''}
            // Strapi writes the address without encoding it.
            onChange={(text) =>
              setQuery({ page: '1', _q: encodeURIComponent(text) || undefined }, 'push', Boolean(search))
            }
          />
        }
      />
      <Layouts.Content>{content()}</Layouts.Content>
    </Page.Main>
  );
};
