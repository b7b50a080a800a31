import type { Strapi } from '../../../platform/strapi';
import { findRoles } from '../../permissions/roles/store';

type Route = { method: string; path: string; handler: unknown };

/** The public address of the Content API, without a slash at its end. */
export const contentApiUrl = ({ config }: Strapi) =>
  `${String(config.get('server.absoluteUrl'))}${String(config.get('api.rest.prefix', '/api'))}`;

/**
 * An address of the Content API that answers a GET request by the holder of these roles, to try a new key or
 * token with: of the project's own before those of plugins. Null if the roles give nothing of that kind.
 */
export const exampleUrlOf = async (strapi: Strapi, roleIds: readonly number[]): Promise<string | null> => {
  const actions = (await findRoles(strapi, roleIds)).flatMap((role) => role.apiActions).sort();
  const routes = (await strapi.contentAPI.getRoutesMap()) as Record<string, Route[]>;
  for (const action of actions) {
    const [owner = '', ...handler] = action.split('.');
    const names = [action, handler.join('.')];
    const route = routes[owner]?.find(
      ({ method, path, handler: name }) =>
        method === 'GET' && !/[:*(]/.test(path) && typeof name === 'string' && names.includes(name),
    );
    // Paths of routes begin with the API's own prefix.
    if (route) return `${String(strapi.config.get('server.absoluteUrl'))}${route.path}`;
  }
  return null;
};
