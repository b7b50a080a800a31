import { dacGroupRoutes } from './routes';
import { dacGroupSchema, userDacGroupSchema } from './schema';

export { registerDacCondition } from './condition';

export const dacGroups = {
  tables: {
    'dac-group': dacGroupSchema,
    'user-dac-group': userDacGroupSchema,
  },
  routes: dacGroupRoutes,
};
