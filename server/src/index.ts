import { explainAccess } from '../../shared/contracts/access';
import { explainAccessOf } from './access/explain';
import { inScope } from './access/in-scope';
import { bootstrap } from './bootstrap';
import { config } from './config';
import { linkRoutes } from './doors/links';
import { oauthRoutesOf } from './doors/oauth';
import { signInStepRoutes } from './doors/sign-in-steps';
import { features, tables } from './features';
import { stopJobs } from './features/activity/jobs/actions';
import { stopMails } from './features/activity/mail/delivery';
import { permissionsKept } from './features/permissions/roles/kept-permissions';
import { route } from './platform/handle';
import type { Strapi } from './platform/strapi';
import { keepTables } from './platform/tables';
import { register } from './register';
import { services } from './services';

const panelRoutes = (strapi: Strapi) =>
  [
    ...features.flatMap((feature) => ('routes' in feature ? feature.routes(strapi) : [])),
    route(explainAccess, ({ body, actor }) => explainAccessOf(strapi, body, actor)),
    ...signInStepRoutes(strapi),
    ...linkRoutes(strapi),
  ].map((bind) => bind(inScope(strapi)));

export default {
  register,
  bootstrap,
  /** Before the database is closed. */
  destroy: async ({ strapi }: { strapi: Strapi }) => {
    await stopJobs(strapi);
    await stopMails(strapi);
    await permissionsKept(strapi);
    // Once more, as a data transfer replaces Strapi's settings. Failing to do so must not prevent the stop.
    await keepTables(strapi, tables).catch((error: unknown) => {
      strapi.log.error(`[gatehouse] Strapi was not told to keep the tables: ${String(error)}`);
    });
  },
  config,
  services,
  routes: {
    // A factory, as the routes reach their services through the running Strapi.
    'content-api': ({ strapi }: { strapi: Strapi }) => ({
      type: 'content-api',
      routes: oauthRoutesOf(strapi),
    }),
    panel: ({ strapi }: { strapi: Strapi }) => ({ type: 'admin', routes: panelRoutes(strapi) }),
  },
};
