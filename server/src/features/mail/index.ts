import { mailRoutes } from './routes';
import { mailSchema, mailTemplateSchema } from './schema';
import { mailService } from './service';
import { mailTemplatesService } from './templates';

export { scheduleMails } from './schedule';
export const mail = {
  contentTypes: { mail: { schema: mailSchema }, 'mail-template': { schema: mailTemplateSchema } },
  services: { mail: mailService, mailTemplates: mailTemplatesService },
  routes: mailRoutes,
};
