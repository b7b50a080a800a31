import { mailRoutes } from './routes';
import { mailSchema, mailTemplateSchema } from './schema';
import { mailService } from './service';
import { mailTemplatesService } from './templates';

export { scheduleMails } from './schedule';
export const mail = {
  tables: { mail: mailSchema, 'mail-template': mailTemplateSchema },
  services: { mail: mailService, mailTemplates: mailTemplatesService },
  routes: mailRoutes,
};
