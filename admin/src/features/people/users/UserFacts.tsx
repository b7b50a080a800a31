import type { ReactNode } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { LocalTime } from '../../../components/LocalTime';
import { type TextId, useTranslation } from '../../../translations/use-translation';

/** Recorded facts about the user, which nobody enters. API-only users never sign in. */
export const UserFacts = ({ user }: { user: User }) => {
  const t = useTranslation();
  return (
    <Box background="neutral0" hasRadius shadow="filterShadow" padding={6}>
      <Flex tag="dl" wrap="wrap" alignItems="flex-start" gap={5}>
        {user.type !== 'api-only' && (
          <>
            <Fact label="field.lastLoginAt">
              <LocalTime value={user.lastLoginAt} none={t('never')} />
            </Fact>
            <Fact label="field.failedTries">
              <Typography>{user.failedTries}</Typography>
            </Fact>
          </>
        )}
        <Fact label="field.createdAt">
          <LocalTime value={user.createdAt} />
        </Fact>
        <Fact label="field.updatedAt">
          <LocalTime value={user.updatedAt} />
        </Fact>
      </Flex>
    </Box>
  );
};

// A `dl` allows one box around each entry, and no more.
const Fact = ({ label, children }: { label: TextId; children: ReactNode }) => (
  <Flex direction="column" alignItems="flex-start" gap={1} flex="1 0 18rem">
    <Typography tag="dt" variant="sigma" textColor="neutral600">
      {useTranslation()(label)}
    </Typography>
    <Box tag="dd">{children}</Box>
  </Flex>
);
