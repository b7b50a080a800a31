import { passwordPolicyRoutes } from './routes';
import { passwordHistorySchema } from './schema';
import { passwordPolicyService } from './service';

export { schedulePasswordExpiry } from './expiry';
export { followPasswords } from './lifecycles';
export const passwordPolicy = {
  tables: { 'password-history': passwordHistorySchema },
  services: { passwordPolicy: passwordPolicyService },
  routes: passwordPolicyRoutes,
};
