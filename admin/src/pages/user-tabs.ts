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
import { UserVerdict } from '../features/sign-in/access/UserVerdict';
import { SessionsTab } from '../features/sign-in/sessions/SessionsTab';
import { DetailsTab } from '../features/people/users/DetailsTab';

type PartName =
  | 'details'
  | 'contact'
  | 'accounts'
  | 'permissions'
  | 'dac-groups'
  | 'delegation'
  | 'ip-addresses'
  | 'mfa'
  | 'sessions'
  | 'explain'
  | 'login-history'
  | 'mails'
  | 'api-keys'
  | 'log';

/** What one feature shows of a user. */
export type Part = {
  name: PartName;
  permission: Permission;
  /** The only type of user that has it. */
  type?: UserType;
  Content: ComponentType<{ user: User }>;
};

export type Tab = {
  name: 'profile' | 'access' | 'security' | 'api' | 'activity' | 'notes';
  /** Lists with filters in the URL are shown one at a time; other parts below each other. */
  hasLists?: boolean;
  parts: readonly Part[];
};

const TABS: readonly Tab[] = [
  {
    name: 'profile',
    parts: [
      { name: 'details', permission: 'users.read', Content: DetailsTab },
      { name: 'contact', permission: 'users.read', Content: ContactTab },
    ],
  },
  {
    name: 'api',
    parts: [{ name: 'api-keys', permission: 'api-keys.read', type: 'api-only', Content: ApiKeysTab }],
  },
  {
    name: 'access',
    parts: [
      { name: 'accounts', permission: 'accounts.read', Content: AccountsTab },
      { name: 'dac-groups', permission: 'dac-groups.read', Content: UserDacGroups },
      { name: 'delegation', permission: 'delegations.read', Content: DelegationTab },
      { name: 'permissions', permission: 'roles.read', Content: PermissionsTab },
    ],
  },
  {
    name: 'security',
    parts: [
      { name: 'explain', permission: 'access.explain', Content: UserVerdict },
      { name: 'ip-addresses', permission: 'ip-rules.read', Content: UserIpRules },
      { name: 'mfa', permission: 'users.mfa', type: 'panel', Content: MfaTab },
      { name: 'sessions', permission: 'sessions.read', type: 'panel', Content: SessionsTab },
    ],
  },
  {
    name: 'activity',
    hasLists: true,
    parts: [
      { name: 'login-history', permission: 'login-attempts.read', Content: UserLoginHistory },
      { name: 'mails', permission: 'mails.read', Content: UserMails },
    ],
  },
  { name: 'notes', parts: [{ name: 'log', permission: 'log.read', Content: LogTab }] },
];

/** The user's tabs, with the parts that the person at the panel may see. */
export const useUserTabs = (user: User): Tab[] => {
  const can = useCan();
  const isSeen = ({ permission, type = user.type }: Part) => can(permission) && type === user.type;
  return TABS.map((tab) => ({ ...tab, parts: tab.parts.filter(isSeen) })).filter(
    ({ parts }) => parts.length > 0,
  );
};

/** The tab and the part that a path names: by the name of the tab, or of the part. */
export const tabOfPath = (tabs: readonly Tab[], wanted: string | undefined) => {
  const tab =
    tabs.find(({ name, parts }) => name === wanted || parts.some((part) => part.name === wanted)) ?? tabs[0];
  return { tab, part: tab?.parts.find(({ name }) => name === wanted) };
};
