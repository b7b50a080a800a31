import { savedViewRoutes } from './routes';
import { savedViewSchema } from './schema';
import { savedViewsService } from './service';

export const savedViews = {
  contentTypes: { 'saved-view': { schema: savedViewSchema } },
  services: { savedViews: savedViewsService },
  routes: savedViewRoutes,
};
