import * as contracts from '../../../../../shared/contracts/mails';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import {
  previewMailTemplate,
  resetMailTemplate,
  testMailTemplate,
  updateMailTemplate,
} from './actions/change-template';
import { sendMailAgain } from './actions/send-again';
import { listMails } from './queries';
import { listMailTemplates } from './templates';

export const mailRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listMails, ({ query, actor }) => listMails(strapi, query, actor)),
    route(contracts.sendMailAgain, ({ params, actor }) => sendMailAgain(strapi, params.id, actor)),
    route(contracts.listMailTemplates, () => listMailTemplates(strapi)),
    route(contracts.updateMailTemplate, ({ params, body, actor }) =>
      updateMailTemplate(strapi, params.name, body, actor),
    ),
    route(contracts.resetMailTemplate, ({ params, actor }) => resetMailTemplate(strapi, params.name, actor)),
    route(contracts.previewMailTemplate, ({ params, body }) =>
      previewMailTemplate(strapi, params.name, body),
    ),
    route(contracts.testMailTemplate, ({ params, body, actor }) =>
      testMailTemplate(strapi, params.name, body, actor),
    ),
  ];
};
