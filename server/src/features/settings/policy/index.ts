import { policyRoutes } from './routes';
import { settingSchema } from './schema';
import { policyService } from './service';

export const policy = {
  tables: { setting: settingSchema },
  services: { policy: policyService },
  routes: policyRoutes,
};
