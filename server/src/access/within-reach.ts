import type { RouteGuard } from '../platform/handle';
import { getService } from '../platform/services';
import type { Strapi } from '../platform/strapi';

/**
 * Asked before every route of the panel: whether who is limited to their own accounts gets there at all. What lists
 * users, or takes their ids elsewhere than in its path, is narrowed by its service.
 */
export const withinReach =
  (strapi: Strapi): RouteGuard =>
  async ({ reach, method }, { params, actor }) => {
    if (reach === 'everybody') await getService(strapi, 'reach').assertEverywhere(actor);
    if (reach !== 'user') return;
    const { id } = params as { id: number };
    if (method === 'GET') await getService(strapi, 'reach').assertSees(id, actor);
    else await getService(strapi, 'reach').assertMayManage(id, actor);
  };
