import { addNote, listLog } from '../../../../shared/contracts/log';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

export const logRoutes = (strapi: Strapi) => [
  route(listLog, ({ params, query, actor }) => getService(strapi, 'log').list(params.id, query, actor)),
  route(addNote, ({ params, body, actor }) => getService(strapi, 'log').addNote(params.id, body.text, actor)),
];
