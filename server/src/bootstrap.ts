import { PLUGIN_ID } from '../../shared/constants';
import { PERMISSIONS } from '../../shared/permissions';
import { renewNameKeys, warnOfDangers } from './boot-checks';
import { assertNoOtherWayIn } from './doors/ways-in';
import { tables } from './features';
import { scheduleJobs } from './features/activity/jobs/follow';
import { scheduleRetention } from './features/activity/login-attempts/follow';
import { scheduleMails } from './features/activity/mail/follow';
import { followCredentials } from './features/activity/notices/follow';
import { followNativeRecords, reconcileDirectory } from './features/people/directory/follow';
import { registerDacCondition } from './features/permissions/dac-groups/condition';
import { addBuiltInLicences } from './features/permissions/licences/record';
import { giveBackPermissions, keepPermissions } from './features/permissions/roles/kept-permissions';
import { followTokens, scheduleKeyWarnings } from './features/programs/api-keys/follow';
import { currentPolicy } from './features/settings/policy/record';
import { scheduleExpiry } from './features/sign-in/links/follow';
import { markSessions } from './features/sign-in/mfa/session-mark';
import { followPasswords, schedulePasswordExpiry } from './features/sign-in/password-policy/follow';
import { followSessions } from './features/sign-in/sessions/follow';
import { prepareThrottle } from './features/sign-in/throttle/record';
import type { Strapi } from './platform/strapi';
import { hideTables, keepTables } from './platform/tables';

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
