import type { Strapi } from '../../../platform/strapi';
import { whileHeld } from '../../settings/lease/service';
import { warnOfExpiringKeys } from './service';

/** Every hour, at a minute when not everything else runs. */
const SCHEDULE = '47 * * * *';
const WORK = 'api-keys';
const LEASE_MS = 5 * 60 * 1000;

/** Tells users of keys that expire soon. Every server asks; one at a time does it. */
const warnOfKeys = (strapi: Strapi) => whileHeld(strapi, WORK, LEASE_MS, () => warnOfExpiringKeys(strapi));

export const scheduleKeyWarnings = (strapi: Strapi) =>
  strapi.cron.add({
    gatehouseApiKeys: {
      options: { rule: SCHEDULE },
      task: () =>
        warnOfKeys(strapi).catch((error: unknown) =>
          // Fails open: the mail comes an hour later.
          strapi.log.error('[gatehouse] users could not be told of keys that expire', error),
        ),
    },
  });
