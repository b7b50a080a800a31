import { licenceRoutes } from './routes';
import { licenceSchema } from './schema';
import { licencesService } from './service';

export const licences = {
  tables: { licence: licenceSchema },
  services: { licences: licencesService },
  routes: licenceRoutes,
};
