import { dacGroupRoutes } from './routes';
import { dacGroupSchema, userDacGroupSchema } from './schema';
import { dacGroupsService } from './service';

export { registerDacCondition } from './condition';

export const dacGroups = {
  contentTypes: {
    'dac-group': { schema: dacGroupSchema },
    'user-dac-group': { schema: userDacGroupSchema },
  },
  services: { dacGroups: dacGroupsService },
  routes: dacGroupRoutes,
};
