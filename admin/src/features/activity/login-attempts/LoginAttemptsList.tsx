import { EmptyStateLayout, Flex } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Page } from '@strapi/strapi/admin';

import { ListFooter } from '../../../components/ListFooter';
import { LoadError } from '../../../components/LoadError';
import { useTranslation } from '../../../translations/use-translation';
import { LoginAttemptsTable } from './LoginAttemptsTable';
import type { useLoginAttempts } from './use-login-attempts';

type Props = { list: ReturnType<typeof useLoginAttempts>; isOfOneUser?: boolean };

export const LoginAttemptsList = ({ list, isOfOneUser }: Props) => {
  const t = useTranslation();
  if (list.isLoading) return <Page.Loading />;
  if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
  if (list.attempts.length === 0)
    return (
      <EmptyStateLayout
        hasRadius
        icon={<EmptyDocuments width="16rem" />}
        content={t(list.isFiltered ? 'attempts.none.match' : 'attempts.none')}
      />
    );
  return (
    <Flex direction="column" alignItems="stretch">
      <LoginAttemptsTable attempts={list.attempts} isOfOneUser={isOfOneUser} />
      <ListFooter pagination={list.pagination} />
    </Flex>
  );
};
