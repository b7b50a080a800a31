import type { Strapi } from '../platform/strapi';
import type { Table } from '../platform/tables';
import { accounts } from './people/accounts';
import { apiKeys } from './programs/api-keys';
import { challenges } from './sign-in/challenges';
import { contacts } from './people/contacts';
import { directory } from './people/directory';
import { notices } from './activity/notices';
import { copyAccess } from './permissions/copy-access';
import { dacGroups } from './permissions/dac-groups';
import { delegations } from './permissions/delegations';
import { devices } from './sign-in/devices';
import { ipRules } from './sign-in/ip-rules';
import { jobs } from './activity/jobs';
import { licences } from './permissions/licences';
import { links } from './sign-in/links';
import { log } from './activity/log';
import { loginAttempts } from './activity/login-attempts';
import { me } from './people/me';
import { mail } from './activity/mail';
import { mfa } from './sign-in/mfa';
import { oauth } from './programs/oauth';
import { openApi } from './settings/openapi';
import { passwordPolicy } from './sign-in/password-policy';
import { policy } from './settings/policy';
import { preferences } from './settings/preferences';
import { roleGroups } from './permissions/role-groups';
import { roles } from './permissions/roles';
import { savedViews } from './settings/saved-views';
import { sessions } from './sign-in/sessions';
import { users } from './people/users';

/** Every feature. They follow changes of users in this order: directory first, so that the entry exists. */
export const features = [
  directory,
  users,
  accounts,
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
  notices,
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
  sessions,
  jobs,
  openApi,
];

/** Every table of Gatehouse except the throttle's, which `rate-limiter-flexible` makes. */
export const tables: Record<string, Table> = Object.assign(
  {},
  ...features.map((feature) => ('tables' in feature ? feature.tables : {})),
);

/** Lets each feature follow changes elsewhere. */
export const follow = (strapi: Strapi) => {
  for (const feature of features) if ('follow' in feature) feature.follow(strapi);
};

/** Schedules what recurs. */
export const schedule = (strapi: Strapi) => {
  for (const feature of features) if ('schedule' in feature) feature.schedule(strapi);
};
