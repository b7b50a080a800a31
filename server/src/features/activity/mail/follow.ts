import { PLUGIN_ID } from '../../../../../shared/constants';
import type { Config } from '../../../config';
import { clock } from '../../../platform/clock';
import { everyHour } from '../../../platform/every-hour';
import type { Strapi } from '../../../platform/strapi';
import { runMails } from './delivery';
import { deleteMailsBefore } from './record';

const DAY = 24 * 60 * 60 * 1000;
/** Mails whose next try is due wait no longer than this. */
const EVERY_TEN_SECONDS = '*/10 * * * * *';

const deleteOldMails = async (strapi: Strapi) => {
  const { loginAttempts } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  const before = new Date(clock.now().getTime() - loginAttempts.retentionDays * DAY);
  return deleteMailsBefore(strapi, before);
};

/** Retries mails that could not be sent, whichever server queued them, and deletes old ones. */
export const scheduleMails = (strapi: Strapi) => {
  strapi.cron.add({ gatehouseMails: { options: { rule: EVERY_TEN_SECONDS }, task: () => runMails(strapi) } });
  everyHour(strapi, {
    name: 'gatehouseOldMails',
    minute: 29,
    work: () => deleteOldMails(strapi),
    failure: 'old mails could not be deleted',
  });
};
