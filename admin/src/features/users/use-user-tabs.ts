import type { ComponentType } from 'react';

import type { User } from '../../../../shared/contracts/users';
import type { Permission } from '../../../../shared/permissions';
import { useCan } from '../../components/PermissionsProvider';
import { UserIpRules } from '../ip-rules/UserIpRules';
import { LogTab } from '../log/LogTab';
import { UserLoginHistory } from '../login-attempts/UserLoginHistory';
import { DetailsTab } from './DetailsTab';

type Tab = {
  name: 'details' | 'ip-addresses' | 'login-history' | 'log';
  permission: Permission;
  Content: ComponentType<{ user: User }>;
};

const TABS: readonly Tab[] = [
  { name: 'details', permission: 'users.read', Content: DetailsTab },
  { name: 'ip-addresses', permission: 'ip-rules.read', Content: UserIpRules },
  { name: 'login-history', permission: 'login-attempts.read', Content: UserLoginHistory },
  { name: 'log', permission: 'log.read', Content: LogTab },
];

/** The tabs that the person at the panel may see. */
export const useUserTabs = () => {
  const can = useCan();
  return TABS.filter(({ permission }) => can(permission));
};
