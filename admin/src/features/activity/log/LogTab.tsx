import { Box, Flex, Loader, Typography } from '@strapi/design-system';
import { useQueryParams } from '@strapi/strapi/admin';

import type { User } from '../../../../../shared/contracts/users';
import { useLogQuery } from '../../../api/log';
import { Card } from '../../../components/Card';
import { pagingOf, type UrlQuery } from '../../../components/list-query';
import { ListFooter } from '../../../components/ListFooter';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { AddNote } from './AddNote';
import { LogEntryItem } from '../../../components/log/LogEntryItem';

/** The tab with what was done to the user and notes on the user, newest first. */
export const LogTab = ({ user }: { user: User }) => {
  const t = useTranslation();
  const canWrite = useCan()('log.note');
  const [{ query }] = useQueryParams<UrlQuery>();
  const { data, isLoading, error, refetch } = useLogQuery(
    { id: user.id, ...pagingOf(query) },
    { refetchOnMountOrArgChange: true },
  );

  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {canWrite && (
        <Card title={t('log.notes')}>
          <AddNote user={user.id} />
        </Card>
      )}
      <Card title={t('log.title')} text={t('log.text')}>
        {isLoading && <Loader>{t('loading')}</Loader>}
        {error && <LoadError error={error} onRetry={refetch} />}
        {data?.data.length === 0 && <Typography textColor="neutral600">{t('log.none')}</Typography>}
        {data && data.data.length > 0 && (
          <Box tag="ol">
            {data.data.map((entry) => (
              <LogEntryItem key={entry.id} entry={entry} />
            ))}
          </Box>
        )}
        <ListFooter pagination={data?.meta.pagination} />
      </Card>
    </Flex>
  );
};
