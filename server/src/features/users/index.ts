import { userRoutes } from './routes';
import { userSchema } from './schema';
import { usersService } from './service';

export const users = {
  contentTypes: { user: { schema: userSchema } },
  services: { users: usersService },
  routes: userRoutes,
};
