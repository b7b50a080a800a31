import { followSessions } from './follow';
import { sessionRoutes } from './routes';
import { sessionSchema } from './schema';

export const sessions = {
  tables: { session: sessionSchema },
  routes: sessionRoutes,
  follow: followSessions,
};
