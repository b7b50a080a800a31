import { PLUGIN_ID } from '../../shared/constants';
import { PERMISSIONS } from '../../shared/permissions';
import { renewNameKeys, warnOfDangers } from './boot-checks';
import { assertNoOtherWayIn } from './doors/ways-in';
import { follow, schedule, tables } from './features';
import { reconcileDirectory } from './features/people/directory/follow';
import { registerDacCondition } from './features/permissions/dac-groups/condition';
import { addBuiltInLicences } from './features/permissions/licences/record';
import { giveBackPermissions, keepPermissions } from './features/permissions/roles/kept-permissions';
import { currentPolicy } from './features/settings/policy/record';
import { prepareThrottle } from './features/sign-in/throttle/record';
import { followDeletedUsers } from './platform/deleted-users';
import { keepPrepared } from './platform/prepared';
import type { Strapi } from './platform/strapi';
import { hideTables, keepTables, removeRowsOfUsers } from './platform/tables';

/** Runs before Strapi listens: nobody comes in until the directory is ready. */
export const bootstrap = async ({ strapi }: { strapi: Strapi }) => {
  keepPrepared(strapi);
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
  follow(strapi);
  // After the followers that have to read the rows first.
  followDeletedUsers(strapi, (deleted) => removeRowsOfUsers(strapi, tables, deleted));
  await addBuiltInLicences(strapi);
  await renewNameKeys(strapi);
  await reconcileDirectory(strapi);
  await prepareThrottle(strapi, (await currentPolicy(strapi)).throttle);
  schedule(strapi);
  await warnOfDangers(strapi);
};
