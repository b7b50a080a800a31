import { Box, EmptyStateLayout, Flex } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Page } from '@strapi/strapi/admin';

import { ListFooter } from '../../../components/ListFooter';
import { LoadError } from '../../../components/LoadError';
import { useTranslation } from '../../../translations/use-translation';
import { LogEntryItem } from '../../../components/log/LogEntryItem';
import { About } from './About';
import type { ActivityEntries } from './use-activity';

export const ActivityList = ({ list }: { list: ActivityEntries }) => {
  const t = useTranslation();
  if (list.isLoading) return <Page.Loading />;
  if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
  if (list.entries.length === 0)
    return (
      <EmptyStateLayout
        hasRadius
        icon={<EmptyDocuments width="16rem" />}
        content={t(list.isFiltered ? 'activity.none.match' : 'activity.none')}
      />
    );
  return (
    <Flex direction="column" alignItems="stretch">
      <Box
        background="neutral0"
        hasRadius
        shadow="tableShadow"
        paddingLeft={6}
        paddingRight={6}
        paddingTop={2}
        paddingBottom={2}
      >
        <Box tag="ol" aria-label={t('activity.entries')} style={{ listStyle: 'none' }}>
          {list.entries.map((entry) => (
            <LogEntryItem key={entry.id} entry={entry} about={<About about={entry.about} />} />
          ))}
        </Box>
      </Box>
      <ListFooter pagination={list.pagination} />
    </Flex>
  );
};
