import { everyHour } from '../../../platform/every-hour';
import type { Strapi } from '../../../platform/strapi';
import { endRecoveries } from '../../people/users/record';
import { removeExpiredTokens } from '../../programs/oauth/record';
import { whileHeld } from '../../settings/lease/record';
import { removeExpiredChallenges } from '../challenges/record';
import { removeExpiredLinks } from './record';

const LEASE_MS = 5 * 60 * 1000;

/**
 * Links, steps and access tokens that have run out open nothing; their rows go, and who asked for a reset is no longer in recovery.
 * Every server asks; one at a time does it.
 */
const forgetExpired = (strapi: Strapi) =>
  whileHeld(strapi, 'links', LEASE_MS, async () => {
    await removeExpiredLinks(strapi);
    await removeExpiredChallenges(strapi);
    await removeExpiredTokens(strapi);
    await endRecoveries(strapi);
  });

export const scheduleExpiry = (strapi: Strapi) =>
  everyHour(strapi, {
    name: 'gatehouseLinks',
    minute: 37,
    work: () => forgetExpired(strapi),
    failure: 'links that have run out could not be deleted',
  });
