import {
  assertReachesEverywhere,
  assertSeesUser,
  assertWithinReach,
} from '../features/permissions/reach/record';
import type { RouteGuard } from '../platform/handle';
import type { Strapi } from '../platform/strapi';

/**
 * Asked before every route of the panel: whether who is limited to their own accounts gets there at all. What lists
 * users, or takes their ids elsewhere than in its path, is narrowed by its service.
 */
export const withinReach =
  (strapi: Strapi): RouteGuard =>
  async ({ reach, method }, { params, actor }) => {
    if (reach === 'everybody') await assertReachesEverywhere(strapi, actor);
    if (reach !== 'user') return;
    const { id } = params as { id: number };
    if (method === 'GET') await assertSeesUser(strapi, id, actor);
    else await assertWithinReach(strapi, id, actor);
  };
