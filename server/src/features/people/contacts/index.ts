import { contactRoutes } from './routes';
import { contactSchema } from './schema';
import { contactsService } from './service';

export const contacts = {
  tables: { contact: contactSchema },
  services: { contacts: contactsService },
  routes: contactRoutes,
};
