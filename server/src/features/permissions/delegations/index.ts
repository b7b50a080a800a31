import { delegationRoutes } from './routes';
import { delegationSchema } from './schema';
import { delegationService } from './service';

export const delegations = {
  tables: { delegation: delegationSchema },
  services: { delegation: delegationService },
  routes: delegationRoutes,
};
