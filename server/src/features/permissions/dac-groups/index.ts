import { dacGroupRoutes } from './routes';
import { dacGroupSchema, userDacGroupSchema } from './schema';
import { dacGroupsService } from './service';

export { registerDacCondition } from './condition';

export const dacGroups = {
  tables: {
    'dac-group': dacGroupSchema,
    'user-dac-group': userDacGroupSchema,
  },
  services: { dacGroups: dacGroupsService },
  routes: dacGroupRoutes,
};
