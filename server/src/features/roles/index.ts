import { roleRoutes } from './routes';
import { roleSchema } from './schema';
import { rolesService } from './service';

export const roles = {
  contentTypes: { role: { schema: roleSchema } },
  services: { roles: rolesService },
  routes: roleRoutes,
};
