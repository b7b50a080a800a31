import { scheduleMails } from './follow';
import { mailRoutes } from './routes';
import { mailSchema, mailTemplateSchema } from './schema';

export const mail = {
  tables: { mail: mailSchema, 'mail-template': mailTemplateSchema },
  routes: mailRoutes,
  schedule: scheduleMails,
};
