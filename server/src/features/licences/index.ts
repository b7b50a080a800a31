import { licenceRoutes } from './routes';
import { licenceSchema } from './schema';
import { licencesService } from './service';

export const licences = {
  contentTypes: { licence: { schema: licenceSchema } },
  services: { licences: licencesService },
  routes: licenceRoutes,
};
