import { followPasswords, schedulePasswordExpiry } from './follow';
import { passwordPolicyRoutes } from './routes';
import { passwordHistorySchema } from './schema';

export const passwordPolicy = {
  tables: { 'password-history': passwordHistorySchema },
  routes: passwordPolicyRoutes,
  follow: followPasswords,
  schedule: schedulePasswordExpiry,
};
