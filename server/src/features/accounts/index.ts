import { accountRoutes } from './routes';
import { accountMemberSchema, accountSchema } from './schema';
import { accountsService } from './service';

export const accounts = {
  contentTypes: { account: { schema: accountSchema }, 'account-member': { schema: accountMemberSchema } },
  services: { accounts: accountsService },
  routes: accountRoutes,
};
