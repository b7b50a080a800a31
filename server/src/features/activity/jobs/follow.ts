import { everyHour } from '../../../platform/every-hour';
import type { Strapi } from '../../../platform/strapi';
import { deleteOldJobs, runJobs } from './actions';

/** Jobs that a server left behind, or that came while another held the lease, wait no longer than this. */
const EVERY_TEN_SECONDS = '*/10 * * * * *';

/** Picks up jobs wherever they were started, and deletes old ones. */
export const scheduleJobs = (strapi: Strapi) => {
  strapi.cron.add({ gatehouseJobs: { options: { rule: EVERY_TEN_SECONDS }, task: () => runJobs(strapi) } });
  everyHour(strapi, {
    name: 'gatehouseOldJobs',
    minute: 23,
    work: () => deleteOldJobs(strapi),
    failure: 'old jobs could not be deleted',
  });
};
