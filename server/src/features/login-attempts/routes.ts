import { listLoginAttempts } from '../../../../shared/contracts/login-attempts';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

export const loginAttemptRoutes = (strapi: Strapi) => [
  route(listLoginAttempts, ({ query }) => getService(strapi, 'loginAttempts').list(query)),
];
