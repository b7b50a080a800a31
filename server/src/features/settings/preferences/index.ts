import { preferenceRoutes } from './routes';
import { preferenceSchema } from './schema';
import { preferencesService } from './service';

export const preferences = {
  tables: { preference: preferenceSchema },
  services: { preferences: preferencesService },
  routes: preferenceRoutes,
};
