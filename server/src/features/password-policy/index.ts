import { passwordPolicyRoutes } from './routes';
import { passwordHistorySchema } from './schema';
import { passwordPolicyService } from './service';

export { schedulePasswordExpiry } from './expiry';
export { followPasswords } from './lifecycles';
export const passwordPolicy = {
  contentTypes: { 'password-history': { schema: passwordHistorySchema } },
  services: { passwordPolicy: passwordPolicyService },
  routes: passwordPolicyRoutes,
};
