import { PLUGIN_ID } from '../../shared/constants';
import { PERMISSIONS } from '../../shared/permissions';
import { renewNameKeys, warnOfDangers } from './boot-checks';
import { assertNoOtherWayIn } from './doors/ways-in';
import { tables } from './features';
import { followTokens, scheduleKeyWarnings } from './features/programs/api-keys';
import { registerDacCondition } from './features/permissions/dac-groups';
import { followNativeRecords } from './features/people/directory';
import { scheduleJobs } from './features/activity/jobs';
import { scheduleExpiry } from './features/sign-in/links';
import { scheduleRetention } from './features/activity/login-attempts';
import { followPasswords, schedulePasswordExpiry } from './features/sign-in/password-policy';
import { scheduleMails } from './features/activity/mail';
import { markSessions } from './features/sign-in/mfa';
import { followCredentials } from './features/activity/notices';
import { giveBackPermissions, keepPermissions } from './features/permissions/roles';
import { followSessions } from './features/sign-in/sessions';
import type { Strapi } from './platform/strapi';
import { hideTables, keepTables } from './platform/tables';
import { addBuiltInLicences } from './features/permissions/licences/service';
import { reconcileDirectory } from './features/people/directory/service';
import { prepareThrottle } from './features/sign-in/throttle/service';
import { currentPolicy } from './features/settings/policy/service';

/** Before Strapi listens: nobody comes in until the directory stands. */
export const bootstrap = async ({ strapi }: { strapi: Strapi }) => {
  assertNoOtherWayIn(strapi);
  hideTables(strapi);
  await strapi
    .service('admin::permission')
    .actionProvider.registerMany(
      PERMISSIONS.map((permission) => ({ section: 'plugins', pluginName: PLUGIN_ID, ...permission })),
    );
  await registerDacCondition(strapi);
  await giveBackPermissions(strapi);
  await keepPermissions(strapi);
  await keepTables(strapi, tables);
  followNativeRecords(strapi);
  followPasswords(strapi);
  followCredentials(strapi);
  markSessions(strapi);
  followSessions(strapi);
  followTokens(strapi);
  await addBuiltInLicences(strapi);
  await renewNameKeys(strapi);
  await reconcileDirectory(strapi);
  await prepareThrottle(strapi, (await currentPolicy(strapi)).throttle);
  scheduleRetention(strapi);
  scheduleJobs(strapi);
  scheduleExpiry(strapi);
  schedulePasswordExpiry(strapi);
  scheduleMails(strapi);
  scheduleKeyWarnings(strapi);
  await warnOfDangers(strapi);
};
