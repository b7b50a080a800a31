import { Flex } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { Delegates } from './Delegates';
import { Delegations } from './Delegations';

/** The users for whom this one may act, and those who may act for this one. */
export const DelegationTab = ({ user }: { user: User }) => (
  <Flex direction="column" alignItems="stretch" gap={8}>
    <Delegations user={user} />
    <Delegates user={user} />
  </Flex>
);
