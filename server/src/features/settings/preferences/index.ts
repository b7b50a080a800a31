import { preferenceRoutes } from './routes';
import { preferenceSchema } from './schema';

export const preferences = {
  tables: { preference: preferenceSchema },
  routes: preferenceRoutes,
};
