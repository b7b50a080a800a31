import type { Strapi } from '../platform/strapi';
import type { Functions, Place } from './door';

/** Strapi's own objects whose functions the doors replace, without the types Strapi doesn't export. */
const partOf =
  (name: string, find: (strapi: Strapi) => unknown) =>
  (method: string): Place => ({
    name: `${name}.${method}`,
    find: (strapi) => ({ target: find(strapi) as Functions, method }),
  });

export const authService = partOf('admin::auth', (strapi) => strapi.service('admin::auth'));
export const userService = partOf('admin::user', (strapi) => strapi.service('admin::user'));
export const permissionService = partOf('admin::permission', (strapi) => strapi.service('admin::permission'));
export const permissionEngine = partOf(
  'admin::permission.engine',
  (strapi) => (strapi.service('admin::permission') as unknown as { engine: Functions }).engine,
);
export const metricsService = partOf('admin::metrics', (strapi) => strapi.service('admin::metrics'));
/** The object itself, as `/mcp` bypasses the registry (core/src/services/mcp/authentication.ts). */
export const adminTokenService = partOf(
  'admin::api-token-admin',
  (strapi) => (strapi.admin as unknown as { services: Functions }).services['api-token-admin'],
);
export const authenticationController = partOf('admin::authentication', (strapi) =>
  strapi.controller('admin::authentication'),
);
export const action = (controller: string, method: string) =>
  partOf(`the action admin::${controller}`, (strapi) => strapi.controller(`admin::${controller}`))(method);
export const requestAuth = partOf("strapi.get('auth')", (strapi) => strapi.get('auth'));
export const sessionManager = partOf('strapi.sessionManager', (strapi) => strapi.sessionManager);
export const lifecycles = partOf('strapi.db.lifecycles', (strapi) => strapi.db.lifecycles);

type Registry = { get: (uid: string) => unknown; set: (uid: string, factory: unknown) => void };

export const middleware = (uid: string): Place => ({
  name: `the middleware ${uid}`,
  find: (strapi) => {
    const registry = strapi.get('middlewares') as unknown as Registry;
    const target = {
      get factory() {
        return registry.get(uid);
      },
      set factory(factory) {
        registry.set(uid, factory);
      },
    };
    return { target, method: 'factory' };
  },
});
