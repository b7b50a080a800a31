import * as contracts from '../../../../../shared/contracts/log';
import { withStepUp } from '../../../access/step-up';
import { download, route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { addNote } from './actions/add-note';
import { exportActivity } from './actions/export';
import { listActivity } from './activity';
import { listLogOfUser } from './queries';

export const logRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listLog, ({ params, query, actor }) => listLogOfUser(strapi, params.id, query, actor)),
    route(contracts.addNote, ({ params, body, actor }) => addNote(strapi, params.id, body.text, actor)),
    route(contracts.listActivity, ({ query, actor }) => listActivity(strapi, query, actor)),
    download(
      contracts.exportActivity,
      withStepUp(strapi, ({ query, actor }) => exportActivity(strapi, query, actor)),
    ),
  ];
};
