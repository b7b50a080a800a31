import { logRoutes } from './routes';
import { noteSchema } from './schema';
import { logService } from './service';

export const log = {
  contentTypes: { note: { schema: noteSchema } },
  services: { log: logService },
  routes: logRoutes,
};
