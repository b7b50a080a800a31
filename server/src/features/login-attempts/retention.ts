import { PLUGIN_ID } from '../../../../shared/constants';
import type { Config } from '../../config';
import { clock } from '../../lib/clock';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

const DAY = 24 * 60 * 60 * 1000;
/** Every hour, at a minute when not everything else runs. */
const SCHEDULE = '17 * * * *';

/** Deletes attempts that are older than the configuration keeps them. Every server asks; one at a time does it. */
export const deleteOldAttempts = async (strapi: Strapi): Promise<number> => {
  const { loginAttempts } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  const before = new Date(clock.now().getTime() - loginAttempts.retentionDays * DAY);
  return getService(strapi, 'loginAttempts').deleteBefore(before);
};

export const scheduleRetention = (strapi: Strapi) =>
  strapi.cron.add({
    gatehouseRetention: {
      options: { rule: SCHEDULE },
      task: async () => {
        try {
          await deleteOldAttempts(strapi);
        } catch (error) {
          // Fails open: old attempts stay an hour longer.
          strapi.log.error('[gatehouse] old login attempts could not be deleted', error);
        }
      },
    },
  });
