import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { MfaStore, NewFactor } from './store';

/** Keeps a factor that is to be confirmed, in place of what its user has begun before. Of several at once, the last stays. */
export const keepPending = (strapi: Strapi, store: MfaStore, factor: NewFactor) =>
  inTransaction(strapi, async () => {
    await getService(strapi, 'users').hold(factor.userId);
    await store.begin(factor, clock.now());
  });
