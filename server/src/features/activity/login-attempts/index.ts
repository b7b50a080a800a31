import { scheduleRetention } from './follow';
import { loginAttemptRoutes } from './routes';
import { loginAttemptSchema } from './schema';

export const loginAttempts = {
  tables: { 'login-attempt': loginAttemptSchema },
  routes: loginAttemptRoutes,
  schedule: scheduleRetention,
};
