import { roleGroupRoutes } from './routes';
import { inheritedRoleSchema, roleGroupRoleSchema, roleGroupSchema, userRoleGroupSchema } from './schema';
import { roleGroupsService } from './service';

export const roleGroups = {
  tables: {
    'role-group': roleGroupSchema,
    'role-group-role': roleGroupRoleSchema,
    'user-role-group': userRoleGroupSchema,
    'inherited-role': inheritedRoleSchema,
  },
  services: { roleGroups: roleGroupsService },
  routes: roleGroupRoutes,
};
