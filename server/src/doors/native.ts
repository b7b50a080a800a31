import type { Strapi } from '../platform/strapi';

type Functions = Record<string, unknown>;

/** Strapi's own objects whose functions the doors take the place of, without the types Strapi doesn't export. */
export const authService = (strapi: Strapi) => strapi.service('admin::auth') as unknown as Functions;
export const userService = (strapi: Strapi) => strapi.service('admin::user') as unknown as Functions;
export const metricsService = (strapi: Strapi) => strapi.service('admin::metrics') as unknown as Functions;
export const authenticationController = (strapi: Strapi) =>
  strapi.controller('admin::authentication') as unknown as Functions;
export const authenticatedUserController = (strapi: Strapi) =>
  strapi.controller('admin::authenticated-user') as unknown as Functions;
export const lifecyclesOf = (strapi: Strapi) => strapi.db.lifecycles as unknown as Functions;
export const requestAuth = (strapi: Strapi) => strapi.get('auth') as unknown as Functions;
/** This object itself: `/mcp` reaches it past the registry (core/src/services/mcp/authentication.ts). */
export const adminTokenService = (strapi: Strapi) =>
  (strapi.admin as unknown as { services: Record<string, Functions> }).services[
    'api-token-admin'
  ] as Functions;
