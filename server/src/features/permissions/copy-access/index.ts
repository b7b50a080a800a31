import { copyAccessRoutes } from './routes';
import { copyAccessService } from './service';

export const copyAccess = { services: { copyAccess: copyAccessService }, routes: copyAccessRoutes };
