import { sessionRoutes } from './routes';
import { sessionSchema } from './schema';
import { sessionsService } from './service';

export { followSessions } from './lifecycles';

export const sessions = {
  tables: { session: sessionSchema },
  services: { sessions: sessionsService },
  routes: sessionRoutes,
};
