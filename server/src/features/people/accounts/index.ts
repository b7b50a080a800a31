import { accountRoutes } from './routes';
import { accountMemberSchema, accountSchema } from './schema';
import { accountsService } from './service';

export const accounts = {
  tables: { account: accountSchema, 'account-member': accountMemberSchema },
  services: { accounts: accountsService },
  routes: accountRoutes,
};
