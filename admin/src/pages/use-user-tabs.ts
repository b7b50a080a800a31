import type { ComponentType } from 'react';

import type { UserType } from '../../../shared/constants';
import type { User } from '../../../shared/contracts/users';
import type { Permission } from '../../../shared/permissions';
import { useCan } from '../components/PermissionsProvider';
import { AccountsTab } from '../features/people/accounts/AccountsTab';
import { ApiKeysTab } from '../features/programs/api-keys/ApiKeysTab';
import { ContactTab } from '../features/people/contacts/ContactTab';
import { UserDacGroups } from '../features/permissions/dac-groups/UserDacGroups';
import { DelegationTab } from '../features/permissions/delegations/DelegationTab';
import { UserIpRules } from '../features/sign-in/ip-rules/UserIpRules';
import { LogTab } from '../features/activity/log/LogTab';
import { UserLoginHistory } from '../features/activity/login-attempts/UserLoginHistory';
import { MfaTab } from '../features/sign-in/mfa/MfaTab';
import { UserMails } from '../features/activity/mails/UserMails';
import { PermissionsTab } from '../features/permissions/roles/PermissionsTab';
import { SessionsTab } from '../features/sign-in/sessions/SessionsTab';
import { DetailsTab } from '../features/people/users/DetailsTab';

type Tab = {
  name:
    | 'details'
    | 'contact'
    | 'accounts'
    | 'api-keys'
    | 'permissions'
    | 'dac-groups'
    | 'delegation'
    | 'ip-addresses'
    | 'mfa'
    | 'sessions'
    | 'login-history'
    | 'mails'
    | 'log';
  permission: Permission;
  /** The only type of user that has this tab. */
  type?: UserType;
  Content: ComponentType<{ user: User }>;
};

const TABS: readonly Tab[] = [
  { name: 'details', permission: 'users.read', Content: DetailsTab },
  { name: 'contact', permission: 'users.read', Content: ContactTab },
  { name: 'accounts', permission: 'accounts.read', Content: AccountsTab },
  { name: 'api-keys', permission: 'api-keys.read', type: 'api-only', Content: ApiKeysTab },
  { name: 'permissions', permission: 'roles.read', Content: PermissionsTab },
  { name: 'dac-groups', permission: 'dac-groups.read', Content: UserDacGroups },
  { name: 'delegation', permission: 'delegations.read', Content: DelegationTab },
  { name: 'ip-addresses', permission: 'ip-rules.read', Content: UserIpRules },
  { name: 'mfa', permission: 'users.mfa', Content: MfaTab },
  { name: 'sessions', permission: 'sessions.read', Content: SessionsTab },
  { name: 'login-history', permission: 'login-attempts.read', Content: UserLoginHistory },
  { name: 'mails', permission: 'mails.read', Content: UserMails },
  { name: 'log', permission: 'log.read', Content: LogTab },
];

/** The user's tabs that the person at the panel may see. */
export const useUserTabs = (user: User) => {
  const can = useCan();
  return TABS.filter(({ permission, type = user.type }) => can(permission) && type === user.type);
};
