import { followKeys, scheduleKeyWarnings } from './follow';
import { apiKeyRoutes } from './routes';
import { apiKeySchema } from './schema';

export const apiKeys = {
  tables: { 'api-key': apiKeySchema },
  routes: apiKeyRoutes,
  follow: followKeys,
  schedule: scheduleKeyWarnings,
};
