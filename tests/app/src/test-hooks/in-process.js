'use strict';

const { contextOf, end } = require('./context');

/** Whoever sets something up: the first super admin, from where the tests' own requests come. */
const firstAdmin = async (strapi) => ({
  user: await strapi.db.query('admin::user').findOne({ orderBy: { id: 'asc' }, populate: ['roles'] }),
  userAbility: { can: () => true },
  // As with a token of everything: no session, and nobody who sits before one.
  auth: { strategy: { name: 'admin-token' } },
  gatehouseAddress: '127.0.0.1',
});

const namesIn = (path) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
const patternOf = (path) => new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`);

const routeOf = (strapi, method, pathname) => {
  for (const route of strapi.plugin('gatehouse').routes.panel.routes) {
    const match = route.method === method && patternOf(route.path).exec(pathname);
    if (match) {
      const params = Object.fromEntries(namesIn(route.path).map((name, turn) => [name, match[turn + 1]]));
      return { handler: route.handler, params };
    }
  }
  throw new Error(`Gatehouse has no route ${method} ${pathname}`);
};

/**
 * What sets up a test, without the way there: as the first super admin, with the product's own handlers and services,
 * and without a session, of which Strapi would make an ability for each request.
 */
const createInProcess = (strapi) => {
  /** Begins with a write: SQLite lets nobody wait who has read, and then writes after another process wrote. */
  const inTransaction = (run) =>
    strapi.db.transaction(async ({ trx }) => {
      await trx('strapi_core_store_settings').where({ id: 0 }).update({ key: '' });
      return run();
    });

  /** Runs something as if a request of the first super admin's asked for it. */
  const asFirstAdmin = async (run, request = { method: 'POST', url: '/' }) => {
    const ctx = contextOf(strapi, { ...request, state: await firstAdmin(strapi) });
    try {
      return await strapi.requestContext.run(ctx, () => run(ctx));
    } finally {
      end(ctx);
    }
  };

  /** The answer of one of Gatehouse's own routes: `{ status, body }`. */
  const ask = ({ method, path, body }) => {
    const { handler, params } = routeOf(strapi, method, path.split('?')[0]);
    return asFirstAdmin(
      async (ctx) => {
        await handler(ctx);
        return { status: ctx.status, body: ctx.body };
      },
      { method, url: path, params, body },
    );
  };

  /** The data of one that is expected to work. */
  const succeed = async (request) => {
    const answer = await ask(request);
    if (answer.status >= 300) throw new Error(`${request.path}: ${JSON.stringify(answer)}`);
    return answer.body.data;
  };

  const roleIds = async (roles) => {
    const codes = roles.filter((role) => typeof role === 'string');
    if (codes.length === 0) return roles;
    const found = await strapi.db.query('admin::role').findMany({ where: { code: { $in: codes } } });
    const byCode = new Map(found.map(({ code, id }) => [code, id]));
    return roles.map((role) => {
      const id = typeof role === 'string' ? byCode.get(role) : role;
      if (id === undefined) throw new Error(`There is no role "${role}"`);
      return id;
    });
  };

  return {
    ask,
    succeed,

    /**
     * A user of the panel as its own pages make one: added, and then given a password and let in. `then`: what is done to
     * them next by routes of Gatehouse. All in one transaction. `entryId` is null where the plugin is switched off.
     */
    makeUser: ({ password, isActive, roles, then = [], ...named }) =>
      asFirstAdmin(() =>
        inTransaction(async () => {
          const users = strapi.service('admin::user');
          const { id } = await users.create({ ...named, roles: await roleIds(roles) });
          await users.updateById(id, { password, isActive });
          const entry = strapi.plugin('gatehouse')
            ? await strapi.db.query('plugin::gatehouse.user').findOne({ where: { adminUserId: id } })
            : null;
          for (const { method, path, body } of then)
            await succeed({ method, path: path.replace(':id', entry.id), body });
          return { id, entryId: entry?.id ?? null };
        }),
      ),

    /** What the login history says of the latest try by a browser that calls itself so. */
    async attemptOf(userAgent) {
      const attempts = await succeed({ method: 'GET', path: '/login-attempts?pageSize=100' });
      return attempts.find((attempt) => attempt.userAgent === userAgent);
    },

    /** A role of Strapi's with permissions, or the permissions of one that is there. */
    makeRole: ({ id, name, description, permissions }) =>
      asFirstAdmin(() =>
        inTransaction(async () => {
          const roles = strapi.service('admin::role');
          const role = id === undefined ? await roles.create({ name, description }) : { id };
          await roles.assignPermissions(role.id, permissions);
          return role.id;
        }),
      ),
  };
};

module.exports = { createInProcess };
