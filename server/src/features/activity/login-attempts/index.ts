import { loginAttemptRoutes } from './routes';
import { loginAttemptSchema } from './schema';
import { loginAttemptsService } from './service';

export { scheduleRetention } from './retention';
export const loginAttempts = {
  tables: { 'login-attempt': loginAttemptSchema },
  services: { loginAttempts: loginAttemptsService },
  routes: loginAttemptRoutes,
};
