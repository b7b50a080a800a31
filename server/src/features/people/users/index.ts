import { scheduleSearchIndex } from './follow';
import { userRoutes } from './routes';
import { userSchema } from './schema';

export const users = {
  tables: { user: userSchema },
  routes: userRoutes,
  schedule: scheduleSearchIndex,
};
