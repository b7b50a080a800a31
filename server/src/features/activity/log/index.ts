import { logRoutes } from './routes';
import { noteSchema } from './schema';

export const log = {
  tables: { note: noteSchema },
  routes: logRoutes,
};
