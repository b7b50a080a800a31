import { openApiRoutes } from './routes';

export const openApi = { services: {}, routes: openApiRoutes };
