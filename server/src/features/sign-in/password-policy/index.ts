import { passwordPolicyRoutes } from './routes';
import { passwordHistorySchema } from './schema';

export const passwordPolicy = {
  tables: { 'password-history': passwordHistorySchema },
  routes: passwordPolicyRoutes,
};
