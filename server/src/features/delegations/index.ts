import { delegationRoutes } from './routes';
import { delegationSchema } from './schema';
import { delegationService } from './service';

export const delegations = {
  contentTypes: { delegation: { schema: delegationSchema } },
  services: { delegation: delegationService },
  routes: delegationRoutes,
};
