import { afterCommit } from '../platform/database';
import { type Door, replace } from './door';
import { metricsService } from './native';

/**
 * Strapi counts users and roles when a user is made, and waits for neither (admin/server/src/services/user.ts and
 * metrics.ts, 5.54): in a transaction that ends meanwhile, the query that nobody catches would bring the process down.
 * It is done when the user stands, and fails open.
 */
export const userMetrics: Door = {
  name: 'user metrics',
  decorates: [
    replace<(...given: unknown[]) => Promise<void>>(
      metricsService('sendDidInviteUser'),
      { arity: 0 },
      (strapi, send) =>
        async (...given) =>
          afterCommit(strapi, () => {
            send(...given).catch((error: unknown) =>
              strapi.log.error('[gatehouse] users could not be counted', error),
            );
          }),
    ),
  ],
};
