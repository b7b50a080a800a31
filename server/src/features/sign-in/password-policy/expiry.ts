import type { Strapi } from '../../../platform/strapi';
import { whileHeld } from '../../settings/lease/service';
import { markExpiredPasswords } from './service';

/** Every hour, at a minute when not everything else runs. */
const SCHEDULE = '41 * * * *';
const WORK = 'password-expiry';
const LEASE_MS = 5 * 60 * 1000;

/** Shows in list and filter whose password is too old. The sign-in asks by itself. Every server asks; one does it. */
const expirePasswords = (strapi: Strapi) =>
  whileHeld(strapi, WORK, LEASE_MS, () => markExpiredPasswords(strapi));

export const schedulePasswordExpiry = (strapi: Strapi) =>
  strapi.cron.add({
    gatehousePasswordExpiry: {
      options: { rule: SCHEDULE },
      task: () =>
        expirePasswords(strapi).catch((error: unknown) =>
          // Fails open here, and not at the sign-in: the list shows it an hour later.
          strapi.log.error('[gatehouse] passwords that are too old could not be marked', error),
        ),
    },
  });
