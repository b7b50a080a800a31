import { Flex } from '@strapi/design-system';

import { usePolicyQuery } from '../../../api/policy';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { Skeleton } from '../../../components/Skeleton';
import { PolicyForm } from './PolicyForm';
import { PolicyHistory } from './PolicyHistory';

/** The policy for everybody's sign-in. */
export const SignInPolicy = () => {
  const canEdit = useCan()('policy.update');
  const { data, isLoading, error, refetch } = usePolicyQuery(undefined, { refetchOnMountOrArgChange: true });

  if (isLoading) return <Skeleton height={40} />;
  if (!data) return <LoadError error={error} onRetry={refetch} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <PolicyForm policy={data.data} meta={data.meta} canEdit={canEdit} />
      <PolicyHistory />
    </Flex>
  );
};
