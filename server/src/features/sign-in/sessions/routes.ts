import {
  endMyOtherSessions,
  endMySession,
  endSession,
  endSessions,
  listMySessions,
  listSessions,
} from '../../../../../shared/contracts/sessions';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const sessionRoutes = (strapi: Strapi) => {
  const sessions = () => getService(strapi, 'sessions');
  return [
    route(listSessions, ({ params }) => sessions().list(params.id)),
    route(endSession, ({ params, actor }) => sessions().end(params.id, params.sessionId, actor)),
    route(endSessions, ({ params, query, actor }) => sessions().endAll(params.id, query, actor)),
    route(listMySessions, ({ actor }) => sessions().listOwn(actor)),
    route(endMySession, ({ params, actor }) => sessions().endOwn(params.sessionId, actor)),
    route(endMyOtherSessions, ({ actor }) => sessions().endOwnOthers(actor)),
  ];
};
