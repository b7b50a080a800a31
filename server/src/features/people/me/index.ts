import { meRoutes } from './routes';

export const me = { routes: meRoutes };
