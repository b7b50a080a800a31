import {
  listMails,
  listMailTemplates,
  previewMailTemplate,
  resetMailTemplate,
  sendMailAgain,
  testMailTemplate,
  updateMailTemplate,
} from '../../../../../shared/contracts/mails';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const mailRoutes = (strapi: Strapi) => {
  const mail = () => getService(strapi, 'mail');
  const templates = () => getService(strapi, 'mailTemplates');
  return [
    route(listMails, ({ query, actor }) => mail().list(query, actor)),
    route(sendMailAgain, ({ params, actor }) => mail().sendAgain(params.id, actor)),
    route(listMailTemplates, () => templates().list()),
    route(updateMailTemplate, ({ params, body, actor }) => templates().update(params.name, body, actor)),
    route(resetMailTemplate, ({ params, actor }) => templates().reset(params.name, actor)),
    route(previewMailTemplate, ({ params, body }) => templates().preview(params.name, body)),
    route(testMailTemplate, ({ params, body, actor }) => templates().test(params.name, body, actor)),
  ];
};
