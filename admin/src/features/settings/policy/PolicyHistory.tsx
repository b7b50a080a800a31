import { useState } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';
import { ArrowRight } from '@strapi/icons';

import { usePolicyChangesQuery } from '../../../api/policy';
import { Card } from '../../../components/Card';
import { LinedItem } from '../../../components/LinedItem';
import { LoadError } from '../../../components/LoadError';
import { LocalTime } from '../../../components/LocalTime';
import { Skeleton } from '../../../components/Skeleton';
import { useTranslation } from '../../../translations/use-translation';
import { Pager } from '../../../components/Pager';
import { Value } from '../../../components/policy/PolicyValue';
import { pathOf } from '../../../components/policy/policy-fields';

const PAGE_SIZE = '5';

/** Who changed which value, from what to what, newest first. */
export const PolicyHistory = () => {
  const t = useTranslation();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = usePolicyChangesQuery(
    { page: String(page), pageSize: PAGE_SIZE },
    { refetchOnMountOrArgChange: true },
  );
  return (
    <Card title={t('policy.history')}>
      {!data && (error ? <LoadError error={error} onRetry={refetch} /> : <Skeleton height={8} />)}
      {data?.data.length === 0 && <Typography textColor="neutral600">{t('policy.unchanged')}</Typography>}
      {data && data.data.length > 0 && (
        <Box tag="ol" style={{ listStyle: 'none' }}>
          {data.data.map(({ id, actor, createdAt, ip, changes }) => (
            <LinedItem key={id}>
              <Flex justifyContent="space-between" gap={4} wrap="wrap">
                <Typography fontWeight="semiBold">{actor.name}</Typography>
                <Flex gap={2}>
                  <LocalTime value={createdAt} textColor="neutral600" />
                  {ip && <Typography textColor="neutral600">{t('log.from', { ip })}</Typography>}
                </Flex>
              </Flex>
              {Object.entries(changes ?? {}).map(([name, { before, after }]) => {
                const path = pathOf(name);
                return (
                  <Flex key={name} gap={2} wrap="wrap" paddingTop={1}>
                    <Typography textColor="neutral600">
                      {t('log.field', { field: path ? t(`policy.${path}`) : name })}
                    </Typography>
                    <Value value={before} />
                    <ArrowRight
                      aria-label={t('log.becomes')}
                      width="1.2rem"
                      height="1.2rem"
                      fill="neutral500"
                    />
                    <Value value={after} />
                  </Flex>
                );
              })}
            </LinedItem>
          ))}
        </Box>
      )}
      {data && <Pager page={page} pageCount={data.meta.pagination.pageCount} onChange={setPage} />}
    </Card>
  );
};
