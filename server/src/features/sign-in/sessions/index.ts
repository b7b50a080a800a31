import { sessionRoutes } from './routes';
import { sessionSchema } from './schema';

export { followSessions } from './lifecycles';

export const sessions = {
  tables: { session: sessionSchema },
  routes: sessionRoutes,
};
