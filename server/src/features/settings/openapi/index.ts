import { openApiRoutes } from './routes';

export const openApi = { routes: openApiRoutes };
