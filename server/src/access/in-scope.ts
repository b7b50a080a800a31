import { assertScopeIsUnlimited, assertSeesUser, assertInScope } from '../features/permissions/scope/record';
import type { RouteGuard } from '../platform/handle';
import type { Strapi } from '../platform/strapi';

/**
 * Guards every panel route: whether an account admin may use it at all. Routes that list users, or take user
 * ids anywhere but in the path, are narrowed by their service.
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
