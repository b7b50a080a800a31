import { savedViewRoutes } from './routes';
import { savedViewSchema } from './schema';
import { savedViewsService } from './service';

export const savedViews = {
  tables: { 'saved-view': savedViewSchema },
  services: { savedViews: savedViewsService },
  routes: savedViewRoutes,
};
