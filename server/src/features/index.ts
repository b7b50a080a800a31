import type { Table } from '../lib/tables';
import { accounts } from './accounts';
import { apiKeys } from './api-keys';
import { breakGlass } from './break-glass';
import { challenges } from './challenges';
import { contacts } from './contacts';
import { copyAccess } from './copy-access';
import { dacGroups } from './dac-groups';
import { delegations } from './delegations';
import { devices } from './devices';
import { directory } from './directory';
import { ipRules } from './ip-rules';
import { jobs } from './jobs';
import { lease } from './lease';
import { licences } from './licences';
import { links } from './links';
import { lockout } from './lockout';
import { log } from './log';
import { loginAttempts } from './login-attempts';
import { me } from './me';
import { mail } from './mail';
import { mfa } from './mfa';
import { notices } from './notices';
import { oauth } from './oauth';
import { passwordPolicy } from './password-policy';
import { policy } from './policy';
import { preferences } from './preferences';
import { reach } from './reach';
import { roleGroups } from './role-groups';
import { roles } from './roles';
import { savedViews } from './saved-views';
import { sessions } from './sessions';
import { sms } from './sms';
import { throttle } from './throttle';
import { users } from './users';

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
];

/** Every table of Gatehouse but that of the throttle, which `rate-limiter-flexible` makes. */
export const tables: Record<string, Table> = Object.assign(
  {},
  ...features.map((feature) => ('tables' in feature ? feature.tables : {})),
);
