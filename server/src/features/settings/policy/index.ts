import { policyRoutes } from './routes';
import { settingSchema } from './schema';

export const policy = {
  tables: { setting: settingSchema },
  routes: policyRoutes,
};
