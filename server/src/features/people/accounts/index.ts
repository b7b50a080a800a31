import { accountRoutes } from './routes';
import { accountMemberSchema, accountSchema } from './schema';

export const accounts = {
  tables: { account: accountSchema, 'account-member': accountMemberSchema },
  routes: accountRoutes,
};
