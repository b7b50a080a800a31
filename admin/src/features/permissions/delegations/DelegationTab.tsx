import { Flex } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { Delegates } from './Delegates';
import { Delegations } from './Delegations';

/** For whom the user may act, and who may act for the user. */
export const DelegationTab = ({ user }: { user: User }) => (
  <Flex direction="column" alignItems="stretch" gap={8}>
    <Delegations user={user} />
    <Delegates user={user} />
  </Flex>
);
