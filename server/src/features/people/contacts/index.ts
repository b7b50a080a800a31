import { contactRoutes } from './routes';
import { contactSchema } from './schema';

export const contacts = {
  tables: { contact: contactSchema },
  routes: contactRoutes,
};
