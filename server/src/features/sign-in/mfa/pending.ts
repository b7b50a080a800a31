import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import type { NewFactor } from './store';
import { holdUser } from '../../people/users/store';
import * as store from './store';

/** Keeps a factor that is to be confirmed, in place of what its user has begun before. Of several at once, the last stays. */
export const keepPending = (strapi: Strapi, factor: NewFactor) =>
  inTransaction(strapi, async () => {
    await holdUser(strapi, factor.userId);
    await store.begin(strapi, factor, clock.now());
  });
