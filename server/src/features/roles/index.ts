import { roleRoutes } from './routes';
import { roleSchema } from './schema';
import { rolesService } from './service';

export const roles = {
  tables: { role: roleSchema },
  services: { roles: rolesService },
  routes: roleRoutes,
};
