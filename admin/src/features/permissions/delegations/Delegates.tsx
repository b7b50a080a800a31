import { useState } from 'react';

import { Loader } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { useDelegatesQuery } from '../../../api/delegations';
import { LoadError } from '../../../components/LoadError';
import { NothingYet, Section } from '../../../components/Section';
import { useTranslation } from '../../../translations/use-translation';
import { Pager } from '../../../components/Pager';
import { nameOf } from '../../../components/user/user-names';
import { DelegatesTable } from './DelegatesTable';

/** The users who may act for this one, by name or by a DAC group that they hold. */
export const Delegates = ({ user }: { user: User }) => {
  const t = useTranslation();
  const [page, setPage] = useState(1);
  const { data, isLoading, isFetching, error, refetch } = useDelegatesQuery(
    { id: user.id, page: String(page) },
    { refetchOnMountOrArgChange: true },
  );
  const pageCount = data?.meta.pagination.pageCount ?? 1;

  const content = () => {
    if (isLoading) return <Loader>{t('loading')}</Loader>;
    if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;
    if (data.meta.pagination.total === 0)
      return <NothingYet>{t('delegates.none', { name: nameOf(user) })}</NothingYet>;
    return (
      <>
        <DelegatesTable delegations={data.data} />
        <Pager page={page} pageCount={pageCount} onChange={setPage} />
      </>
    );
  };

  return (
    <Section title={t('delegates', { name: nameOf(user) })} text={t('delegates.text')} isBusy={isFetching}>
      {content()}
    </Section>
  );
};
