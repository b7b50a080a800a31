import { roleRoutes } from './routes';
import { roleSchema } from './schema';

export { giveBackPermissions, keepPermissions, permissionsKept } from './kept-permissions';
export const roles = {
  tables: { role: roleSchema },
  routes: roleRoutes,
};
