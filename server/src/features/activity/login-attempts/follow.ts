import { PLUGIN_ID } from '../../../../../shared/constants';
import type { Config } from '../../../config';
import { clock } from '../../../platform/clock';
import { everyHour } from '../../../platform/every-hour';
import type { Strapi } from '../../../platform/strapi';
import { currentPolicy } from '../../settings/policy/record';
import { deleteSessionsBefore } from '../../sign-in/sessions/record';
import { deleteLogBefore } from '../log/record';
import { deleteAttemptsBefore, maskAttemptNames } from './record';

const DAY = 24 * 60 * 60 * 1000;
/**
 * Deletes attempts and ended sessions when the configuration says so, and log entries when the policy does;
 * masks names of nobody that were stored as typed. Every server asks; one at a time does it.
 */
const deleteOld = async (strapi: Strapi) => {
  const { loginAttempts } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * DAY);
  const before = daysAgo(loginAttempts.retentionDays);
  await deleteAttemptsBefore(strapi, before);
  await maskAttemptNames(strapi);
  await deleteSessionsBefore(strapi, before);
  const policy = await currentPolicy(strapi);
  await deleteLogBefore(strapi, daysAgo(policy.log.retentionDays));
};

export const scheduleRetention = (strapi: Strapi) =>
  everyHour(strapi, {
    name: 'gatehouseRetention',
    minute: 17,
    work: () => deleteOld(strapi),
    failure: 'old login attempts, sessions or entries of the log could not be deleted',
  });
