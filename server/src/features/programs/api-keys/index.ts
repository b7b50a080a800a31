import { apiKeyRoutes } from './routes';
import { apiKeySchema } from './schema';

export { followTokens } from './lifecycles';
export { scheduleKeyWarnings } from './warning';
export const apiKeys = {
  tables: { 'api-key': apiKeySchema },
  routes: apiKeyRoutes,
};
