import { loginAttemptRoutes } from './routes';
import { loginAttemptSchema } from './schema';

export { scheduleRetention } from './retention';
export const loginAttempts = {
  tables: { 'login-attempt': loginAttemptSchema },
  routes: loginAttemptRoutes,
};
