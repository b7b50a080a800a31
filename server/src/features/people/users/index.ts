import { userRoutes } from './routes';
import { userSchema } from './schema';
import { usersService } from './service';

export const users = {
  tables: { user: userSchema },
  services: { users: usersService },
  routes: userRoutes,
};
