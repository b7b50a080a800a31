import { userRoutes } from './routes';
import { userSchema } from './schema';

export const users = {
  tables: { user: userSchema },
  routes: userRoutes,
};
