import { roleRoutes } from './routes';
import { roleSchema } from './schema';
import { rolesService } from './service';

export { giveBackPermissions, keepPermissions, permissionsKept } from './kept-permissions';
export const roles = {
  tables: { role: roleSchema },
  services: { roles: rolesService },
  routes: roleRoutes,
};
