import { useState } from 'react';

import { Box, Typography } from '@strapi/design-system';

import { useRoleChangesQuery } from '../../../api/roles';
import { Card } from '../../../components/Card';
import { LoadError } from '../../../components/LoadError';
import { Skeleton } from '../../../components/Skeleton';
import { useTranslation } from '../../../translations/use-translation';
import { Pager } from '../../../components/Pager';
import { LogEntryItem } from '../../../components/log/LogEntryItem';

const PAGE_SIZE = '5';

/** Who changed what in the role, newest first. */
export const RoleHistory = ({ role }: { role: number }) => {
  const t = useTranslation();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useRoleChangesQuery(
    { id: role, page: String(page), pageSize: PAGE_SIZE },
    { refetchOnMountOrArgChange: true },
  );
  return (
    <Card title={t('role.history')} text={t('role.history.text')}>
      {!data && (error ? <LoadError error={error} onRetry={refetch} /> : <Skeleton height={8} />)}
      {data?.data.length === 0 && <Typography textColor="neutral600">{t('role.unchanged')}</Typography>}
      {data && data.data.length > 0 && (
        <Box tag="ol">
          {data.data.map((entry) => (
            // Its text is the name of the role, which is shown above.
            <LogEntryItem key={entry.id} entry={{ ...entry, text: null }} />
          ))}
        </Box>
      )}
      {data && <Pager page={page} pageCount={data.meta.pagination.pageCount} onChange={setPage} />}
    </Card>
  );
};
