import { PLUGIN_ID } from '../../shared/constants';
import { PERMISSIONS } from '../../shared/permissions';
import { warnOfDangers } from './boot-checks';
import { followNativeRecords } from './features/directory';
import { scheduleRetention } from './features/login-attempts';
import { getService } from './lib/services';
import type { Strapi } from './lib/strapi';

/** Before Strapi listens: nobody comes in until the directory stands. */
export const bootstrap = async ({ strapi }: { strapi: Strapi }) => {
  await strapi
    .service('admin::permission')
    .actionProvider.registerMany(
      PERMISSIONS.map((permission) => ({ section: 'plugins', pluginName: PLUGIN_ID, ...permission })),
    );
  followNativeRecords(strapi);
  await getService(strapi, 'directory').reconcile();
  await getService(strapi, 'throttle').prepare((await getService(strapi, 'policy').current()).throttle);
  scheduleRetention(strapi);
  await warnOfDangers(strapi);
};
