import { logRoutes } from './routes';
import { logSchema } from './schema';

export const log = {
  tables: { note: logSchema },
  routes: logRoutes,
};
