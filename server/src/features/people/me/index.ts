import { meRoutes } from './routes';
import { meService } from './service';

export const me = { services: { me: meService }, routes: meRoutes };
