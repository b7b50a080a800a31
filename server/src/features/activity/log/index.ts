import { logRoutes } from './routes';
import { noteSchema } from './schema';
import { logService } from './service';

export const log = {
  tables: { note: noteSchema },
  services: { log: logService },
  routes: logRoutes,
};
