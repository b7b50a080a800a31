import { assertScopeIsUnlimited, assertSeesUser, assertInScope } from '../features/permissions/scope/record';
import type { RouteGuard } from '../platform/handle';
import type { Strapi } from '../platform/strapi';

/**
 * Asked before every route of the panel: whether who is limited to their own accounts gets there at all. What lists
 * users, or takes their ids elsewhere than in its path, is narrowed by its service.
 */
export const inScope =
  (strapi: Strapi): RouteGuard =>
  async ({ scope, method }, { params, actor }) => {
    if (scope === 'everybody') await assertScopeIsUnlimited(strapi, actor);
    if (scope !== 'user') return;
    const { id } = params as { id: number };
    if (method === 'GET') await assertSeesUser(strapi, id, actor);
    else await assertInScope(strapi, id, actor);
  };
