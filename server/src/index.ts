import { explainAccess } from '../../shared/contracts/access';
import { explainAccessOf } from './access/explain';
import { bootstrap } from './bootstrap';
import { config } from './config';
import { features } from './features';
import { type Clock, clock } from './lib/clock';
import { createPasswords, type Passwords } from './lib/passwords';
import { route } from './lib/handle';
import type { Strapi } from './lib/strapi';
import { register } from './register';

const panelRoutes = (strapi: Strapi) => [
  ...features.flatMap((feature) => ('routes' in feature ? feature.routes(strapi) : [])),
  route(explainAccess, ({ body }) => explainAccessOf(strapi, body)),
];

export default {
  register,
  bootstrap,
  config,
  contentTypes: Object.assign(
    {},
    ...features.map((feature) => ('contentTypes' in feature ? feature.contentTypes : {})),
  ),
  services: Object.assign(
    { clock: () => clock, passwords: createPasswords },
    ...features.map(({ services }) => services),
  ),
  routes: {
    // A factory, as the routes reach their services through the running Strapi.
    panel: ({ strapi }: { strapi: Strapi }) => ({ type: 'admin', routes: panelRoutes(strapi) }),
  },
};

declare module './lib/services' {
  interface Services {
    clock: Clock;
    passwords: Passwords;
  }
}
