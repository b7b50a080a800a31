import { delegationRoutes } from './routes';
import { delegationSchema } from './schema';

export const delegations = {
  tables: { delegation: delegationSchema },
  routes: delegationRoutes,
};
