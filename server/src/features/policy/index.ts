import { policyRoutes } from './routes';
import { settingSchema } from './schema';
import { policyService } from './service';

export const policy = {
  contentTypes: { setting: { schema: settingSchema } },
  services: { policy: policyService },
  routes: policyRoutes,
};
