import { everyHour } from '../../../platform/every-hour';
import type { Strapi } from '../../../platform/strapi';
import { endRecoveries } from '../../people/users/record';
import { removeExpiredTokens } from '../../programs/oauth/record';
import { whileHeld } from '../../settings/lease/record';
import { removeExpiredChallenges } from '../challenges/record';
import { removeExpiredLinks } from './record';

const LEASE_MS = 5 * 60 * 1000;

/**
 * Deletes expired links, steps and access tokens, and ends the recovery of users whose reset link has
 * expired. Every server calls it; the lease lets one at a time do it.
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
