import { roleGroupRoutes } from './routes';
import { inheritedRoleSchema, roleGroupRoleSchema, roleGroupSchema, userRoleGroupSchema } from './schema';
import { roleGroupsService } from './service';

export const roleGroups = {
  contentTypes: {
    'role-group': { schema: roleGroupSchema },
    'role-group-role': { schema: roleGroupRoleSchema },
    'user-role-group': { schema: userRoleGroupSchema },
    'inherited-role': { schema: inheritedRoleSchema },
  },
  services: { roleGroups: roleGroupsService },
  routes: roleGroupRoutes,
};
