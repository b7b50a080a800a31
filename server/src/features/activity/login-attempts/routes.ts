import {
  exportLoginAttempts,
  listLoginAttempts,
  summarizeLoginAttempts,
} from '../../../../../shared/contracts/login-attempts';
import { withFreshProof } from '../../../access/fresh-proof';
import { download, route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const loginAttemptRoutes = (strapi: Strapi) => {
  const attempts = () => getService(strapi, 'loginAttempts');
  return [
    route(listLoginAttempts, ({ query, actor }) => attempts().list(query, actor)),
    route(summarizeLoginAttempts, ({ query, actor }) => attempts().summary(query, actor)),
    download(
      exportLoginAttempts,
      withFreshProof(strapi, ({ query, actor }) => attempts().export(query, actor)),
    ),
  ];
};
