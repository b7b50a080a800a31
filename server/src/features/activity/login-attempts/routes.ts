import {
  exportLoginAttempts,
  listLoginAttempts,
  summarizeLoginAttempts,
} from '../../../../../shared/contracts/login-attempts';
import { withStepUp } from '../../../access/step-up';
import { download, route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { exportAttempts } from './actions';
import { listAttempts, summarizeAttempts } from './queries';

export const loginAttemptRoutes = (strapi: Strapi) => {
  return [
    route(listLoginAttempts, ({ query, actor }) => listAttempts(strapi, query, actor)),
    route(summarizeLoginAttempts, ({ query, actor }) => summarizeAttempts(strapi, query, actor)),
    download(
      exportLoginAttempts,
      withStepUp(strapi, ({ query, actor }) => exportAttempts(strapi, query, actor)),
    ),
  ];
};
