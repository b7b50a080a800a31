import { apiKeyRoutes } from './routes';
import { apiKeySchema } from './schema';
import { apiKeysService } from './service';

export { followTokens } from './lifecycles';
export { scheduleKeyWarnings } from './warning';
export const apiKeys = {
  tables: { 'api-key': apiKeySchema },
  services: { apiKeys: apiKeysService },
  routes: apiKeyRoutes,
};
