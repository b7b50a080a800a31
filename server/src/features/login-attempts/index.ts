import { loginAttemptRoutes } from './routes';
import { loginAttemptSchema } from './schema';
import { loginAttemptsService } from './service';

export { scheduleRetention } from './retention';
export const loginAttempts = {
  contentTypes: { 'login-attempt': { schema: loginAttemptSchema } },
  services: { loginAttempts: loginAttemptsService },
  routes: loginAttemptRoutes,
};
