import { passwordPolicyRoutes } from './routes';
import { passwordHistorySchema } from './schema';

export { schedulePasswordExpiry } from './expiry';
export { followPasswords } from './lifecycles';
export const passwordPolicy = {
  tables: { 'password-history': passwordHistorySchema },
  routes: passwordPolicyRoutes,
};
