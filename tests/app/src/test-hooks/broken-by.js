'use strict';

const { contextOf, end } = require('./context');

const SHOWN = 3;

/** Has somebody's requests answered by a route's own handler, and gives some of the ones that broke, with what came of them. */
const brokenBy = async (strapi, { method, path, email, requests }) => {
  const { handler } = strapi
    .plugin('gatehouse')
    .routes.panel.routes.find((route) => route.method === method && route.path === path);
  const user = await strapi.db.query('admin::user').findOne({ where: { email }, populate: ['roles'] });
  const userAbility = await strapi.service('admin::permission').engine.generateUserAbility(user);
  const broken = [];
  // Together, as some refusals wait for their floor.
  await Promise.all(
    requests.map(async (sent) => {
      const ctx = contextOf(strapi, { ...sent, method, state: { user, userAbility } });
      try {
        await strapi.requestContext.run(ctx, () => handler(ctx));
        if (ctx.status >= 500) broken.push([sent, ctx.status, ctx.body]);
        ctx.body?.destroy?.();
      } catch (error) {
        broken.push([sent, error.stack]);
      } finally {
        end(ctx);
      }
    }),
  );
  return broken.slice(0, SHOWN);
};

module.exports = { brokenBy };
