import { followViews } from './follow';
import { savedViewRoutes } from './routes';
import { savedViewSchema } from './schema';

export const savedViews = {
  tables: { 'saved-view': savedViewSchema },
  routes: savedViewRoutes,
  follow: followViews,
};
