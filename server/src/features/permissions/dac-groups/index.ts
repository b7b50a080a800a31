import { dacGroupRoutes } from './routes';
import { dacGroupSchema, userDacGroupSchema } from './schema';

export const dacGroups = {
  tables: {
    'dac-group': dacGroupSchema,
    'user-dac-group': userDacGroupSchema,
  },
  routes: dacGroupRoutes,
};
