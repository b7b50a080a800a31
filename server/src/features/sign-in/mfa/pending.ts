import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import type { NewFactor } from './store';
import { holdUser } from '../../people/users/store';
import * as store from './store';

/** Stores a factor to be confirmed, replacing the user's pending one. Of parallel requests, the last wins. */
export const keepPending = (strapi: Strapi, factor: NewFactor) =>
  inTransaction(strapi, async () => {
    await holdUser(strapi, factor.userId);
    await store.begin(strapi, factor, clock.now());
  });
