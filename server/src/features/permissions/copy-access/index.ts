import { copyAccessRoutes } from './routes';

export const copyAccess = { routes: copyAccessRoutes };
