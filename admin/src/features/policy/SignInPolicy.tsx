import { Flex, Loader, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { usePolicyQuery } from '../../api/policy';
import { LoadError } from '../../components/LoadError';
import { useCan } from '../../components/PermissionsProvider';
import { useTranslation } from '../../translations/use-translation';
import { PolicyForm } from './PolicyForm';

/** The tab of what holds for everybody's sign-in. */
export const SignInPolicy = () => {
  const t = useTranslation();
  const { formatDate } = useIntl();
  const canEdit = useCan()('policy.update');
  const { data, isLoading, error, refetch } = usePolicyQuery(undefined, { refetchOnMountOrArgChange: true });

  if (isLoading) return <Loader>{t('loading')}</Loader>;
  if (!data) return <LoadError error={error} onRetry={refetch} />;
  const { defaults, updatedAt, updatedBy } = data.meta;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography textColor="neutral600">
        {updatedAt
          ? t('policy.changed', {
              by: updatedBy ?? t('policy.somebody'),
              at: formatDate(updatedAt, { dateStyle: 'medium', timeStyle: 'short' }),
            })
          : t('policy.unchanged')}
      </Typography>
      <PolicyForm policy={data.data} defaults={defaults} canEdit={canEdit} />
    </Flex>
  );
};
