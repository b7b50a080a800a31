import { sessionRoutes } from './routes';
import { sessionSchema } from './schema';
import { sessionsService } from './service';

export { followSessions } from './lifecycles';

export const sessions = {
  contentTypes: { session: { schema: sessionSchema } },
  services: { sessions: sessionsService },
  routes: sessionRoutes,
};
