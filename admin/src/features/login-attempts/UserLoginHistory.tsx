import { Box, Flex, IconButton } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';

import type { User } from '../../../../shared/contracts/users';
import { FilterBar } from '../../components/FilterBar';
import { useTranslation } from '../../translations/use-translation';
import { LoginAttemptsList } from './LoginAttemptsList';
import { useLoginAttemptFilters, useLoginAttempts } from './use-login-attempts';

/** The tab of one user's attempts. */
export const UserLoginHistory = ({ user }: { user: User }) => {
  const t = useTranslation();
  const list = useLoginAttempts(user.id);
  const filters = useLoginAttemptFilters();
  return (
    <Box aria-busy={list.isFetching}>
      <Flex justifyContent="space-between" paddingBottom={4}>
        <Flex gap={2} wrap="wrap">
          <FilterBar filters={filters} />
        </Flex>
        <IconButton label={t('refresh')} onClick={() => void list.refetch()}>
          <ArrowClockwise />
        </IconButton>
      </Flex>
      <LoginAttemptsList list={list} isOfOneUser />
    </Box>
  );
};
