import { EmptyStateLayout, Flex } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Page } from '@strapi/strapi/admin';

import { ListFooter } from '../../../components/ListFooter';
import { LoadError } from '../../../components/LoadError';
import { useTranslation } from '../../../translations/use-translation';
import { MailsTable } from './MailsTable';
import type { useMails } from './use-mails';

type Props = { list: ReturnType<typeof useMails>; isOfOneUser?: boolean };

export const MailsList = ({ list, isOfOneUser }: Props) => {
  const t = useTranslation();
  if (list.isLoading) return <Page.Loading />;
  if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
  if (list.mails.length === 0)
    return (
      <EmptyStateLayout
        hasRadius
        icon={<EmptyDocuments width="16rem" />}
        content={t(list.isFiltered ? 'mails.none.match' : 'mails.none')}
      />
    );
  return (
    <Flex direction="column" alignItems="stretch">
      <MailsTable mails={list.mails} isOfOneUser={isOfOneUser} />
      <ListFooter pagination={list.pagination} />
    </Flex>
  );
};
