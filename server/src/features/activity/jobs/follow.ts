import type { Strapi } from '../../../platform/strapi';
import { deleteOldJobs, runJobs } from './actions';

/** Jobs that a server left behind, or that were added while another held the lease, wait no longer than this. */
const EVERY_TEN_SECONDS = '*/10 * * * * *';
/** Every hour, at a minute when not everything else runs. */
const EVERY_HOUR = '23 * * * *';

/** Takes up jobs wherever they began, and forgets old ones. */
export const scheduleJobs = (strapi: Strapi) =>
  strapi.cron.add({
    gatehouseJobs: {
      options: { rule: EVERY_TEN_SECONDS },
      task: () => runJobs(strapi),
    },
    gatehouseOldJobs: {
      options: { rule: EVERY_HOUR },
      task: () =>
        deleteOldJobs(strapi)
          // Fails open: old jobs stay an hour longer.
          .catch((error: unknown) => strapi.log.error('[gatehouse] old jobs could not be deleted', error)),
    },
  });
