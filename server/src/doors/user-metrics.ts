import { afterCommit } from '../platform/database';
import { type Door, replace } from './door';
import { metricsService } from './native';

/**
 * Strapi counts users and roles when a user is created, but does not await it
 * (admin/server/src/services/user.ts and metrics.ts, 5.54): if the transaction ends meanwhile, the uncaught
 * query would end the process. So it runs after the commit, and fails open.
 */
export const userMetrics: Door = {
  name: 'user metrics',
  decorates: [
    replace<(...args: unknown[]) => Promise<void>>(
      metricsService('sendDidInviteUser'),
      { arity: 0 },
      (strapi, send) =>
        async (...args) =>
          afterCommit(strapi, () => {
            send(...args).catch((error: unknown) =>
              strapi.log.error('[gatehouse] users could not be counted', error),
            );
          }),
    ),
  ],
};
