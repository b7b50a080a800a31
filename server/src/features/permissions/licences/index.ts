import { licenceRoutes } from './routes';
import { licenceSchema } from './schema';

export const licences = {
  tables: { licence: licenceSchema },
  routes: licenceRoutes,
};
