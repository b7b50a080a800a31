import { roleGroupRoutes } from './routes';
import { inheritedRoleSchema, roleGroupRoleSchema, roleGroupSchema, userRoleGroupSchema } from './schema';

export const roleGroups = {
  tables: {
    'role-group': roleGroupSchema,
    'role-group-role': roleGroupRoleSchema,
    'user-role-group': userRoleGroupSchema,
    'inherited-role': inheritedRoleSchema,
  },
  routes: roleGroupRoutes,
};
