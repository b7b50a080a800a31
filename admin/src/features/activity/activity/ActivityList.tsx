import { Box } from '@strapi/design-system';

import { ListContent } from '../../../components/ListContent';
import { useTranslation } from '../../../translations/use-translation';
import { LogEntryItem } from '../../../components/log/LogEntryItem';
import { About } from './About';
import type { ActivityEntries } from './use-activity';

export const ActivityList = ({ list }: { list: ActivityEntries }) => {
  const t = useTranslation();
  return (
    <ListContent list={list} none={t(list.isFiltered ? 'activity.none.match' : 'activity.none')}>
      {(entries) => (
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
            {entries.map((entry) => (
              <LogEntryItem key={entry.id} entry={entry} about={<About about={entry.about} />} />
            ))}
          </Box>
        </Box>
      )}
    </ListContent>
  );
};
