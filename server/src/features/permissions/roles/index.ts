import { roleRoutes } from './routes';
import { roleSchema } from './schema';

export const roles = {
  tables: { role: roleSchema },
  routes: roleRoutes,
};
