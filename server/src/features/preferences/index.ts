import { preferenceRoutes } from './routes';
import { preferenceSchema } from './schema';
import { preferencesService } from './service';

export const preferences = {
  contentTypes: { preference: { schema: preferenceSchema } },
  services: { preferences: preferencesService },
  routes: preferenceRoutes,
};
