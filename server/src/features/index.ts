import type { Table } from '../platform/tables';
import { accounts } from './people/accounts';
import { apiKeys } from './programs/api-keys';
import { breakGlass } from './settings/break-glass';
import { challenges } from './sign-in/challenges';
import { contacts } from './people/contacts';
import { copyAccess } from './permissions/copy-access';
import { dacGroups } from './permissions/dac-groups';
import { delegations } from './permissions/delegations';
import { devices } from './sign-in/devices';
import { directory } from './people/directory';
import { ipRules } from './sign-in/ip-rules';
import { jobs } from './activity/jobs';
import { lease } from './settings/lease';
import { licences } from './permissions/licences';
import { links } from './sign-in/links';
import { lockout } from './sign-in/lockout';
import { log } from './activity/log';
import { loginAttempts } from './activity/login-attempts';
import { me } from './people/me';
import { mail } from './activity/mail';
import { mfa } from './sign-in/mfa';
import { notices } from './activity/notices';
import { oauth } from './programs/oauth';
import { openApi } from './settings/openapi';
import { passwordPolicy } from './sign-in/password-policy';
import { policy } from './settings/policy';
import { preferences } from './settings/preferences';
import { reach } from './permissions/reach';
import { roleGroups } from './permissions/role-groups';
import { roles } from './permissions/roles';
import { savedViews } from './settings/saved-views';
import { sessions } from './sign-in/sessions';
import { sms } from './sign-in/sms';
import { throttle } from './sign-in/throttle';
import { users } from './people/users';

/** Every slice of Gatehouse. */
export const features = [
  users,
  accounts,
  reach,
  contacts,
  roles,
  roleGroups,
  apiKeys,
  oauth,
  ipRules,
  loginAttempts,
  log,
  policy,
  passwordPolicy,
  me,
  dacGroups,
  copyAccess,
  delegations,
  licences,
  preferences,
  savedViews,
  devices,
  links,
  challenges,
  mfa,
  mail,
  lockout,
  sessions,
  sms,
  throttle,
  lease,
  jobs,
  notices,
  breakGlass,
  directory,
  openApi,
];

/** Every table of Gatehouse but that of the throttle, which `rate-limiter-flexible` makes. */
export const tables: Record<string, Table> = Object.assign(
  {},
  ...features.map((feature) => ('tables' in feature ? feature.tables : {})),
);
