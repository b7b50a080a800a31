import { contactRoutes } from './routes';
import { contactSchema } from './schema';
import { contactsService } from './service';

export const contacts = {
  contentTypes: { contact: { schema: contactSchema } },
  services: { contacts: contactsService },
  routes: contactRoutes,
};
