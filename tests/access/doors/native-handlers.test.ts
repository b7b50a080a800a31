import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { NATIVE_HANDLERS } from '../../../server/src/doors/native-handlers';
import { startStrapi } from '../../support';

/** The package that each plugin comes in. */
const PACKAGES: Record<string, string> = { 'users-permissions': 'plugin-users-permissions' };

const distOf = (plugin: string) =>
  path.join(path.dirname(require.resolve(`@strapi/${PACKAGES[plugin] ?? plugin}/package.json`)), 'dist');

/** What Strapi's sources of both editions name as handlers of routes. */
const handlersOf = (plugin: string) => {
  const root = distOf(plugin);
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /server\/.*\broutes\b.*\.js$/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
  const named = sources.flatMap((source) => [
    ...source.matchAll(/handler: ['"]([\w-]+\.[\w-]+)['"]/g),
    ...source.matchAll(/AdminRoute\([^)]*, '([\w-]+\.[\w-]+)'\)/g),
  ]);
  return [...new Set(named.map(([, handler]) => handler))].sort();
};

const plugins = Object.keys(NATIVE_HANDLERS);

it.each(plugins)('names every handler of %s, and none that is not there', (plugin) => {
  const handlers = handlersOf(plugin);

  expect(handlers.length).toBeGreaterThan(0);
  expect(Object.keys(NATIVE_HANDLERS[plugin] ?? {}).sort()).toEqual(handlers);
});

it('names every plugin of Strapi’s that has routes', () => {
  const home = path.join(distOf('admin'), '../..');
  const withRoutes = readdirSync(home).filter((name) => {
    const plugin = name.replace(/^plugin-/, '');
    try {
      return name !== 'core' && handlersOf(plugin).length > 0;
    } catch {
      return false;
    }
  });

  expect(withRoutes.map((name) => name.replace(/^plugin-/, '')).sort()).toEqual([...plugins].sort());
});

describe('at its start', () => {
  const warningsOf = async (env: Record<string, string> = {}) => {
    const server = await startStrapi({ withAdmin: false, env });
    const output = server.output();
    await server.stop();
    return output.split('\n').filter((line) => line.includes('GH005'));
  };

  it('finds nothing that it does not know in Strapi as it is', async () => {
    expect(await warningsOf()).toEqual([]);
  });

  it('warns of a route that a plugin adds to Strapi', async () => {
    const route = { method: 'POST', path: '/users/:id/promote', handler: 'user.promote' };
    const adding = `(strapi.controller('admin::user').promote = () => {},
      strapi.admin.routes.added = { type: 'admin', routes: [${JSON.stringify(route)}] }, null)`;

    expect(await warningsOf({ GATEHOUSE_TEST_AT_START: adding })).toEqual([
      expect.stringContaining('admin POST /users/:id/promote user.promote'),
    ]);
  });
});
