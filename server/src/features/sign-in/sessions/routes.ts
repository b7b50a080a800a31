import * as contracts from '../../../../../shared/contracts/sessions';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { endAllSessions, endOwnOtherSessions, endOwnSession, endSession } from './actions';
import { listOwnSessions, listSessions } from './queries';

export const sessionRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listSessions, ({ params }) => listSessions(strapi, params.id)),
    route(contracts.endSession, ({ params, actor }) =>
      endSession(strapi, params.id, params.sessionId, actor),
    ),
    route(contracts.endSessions, ({ params, query, actor }) =>
      endAllSessions(strapi, params.id, query, actor),
    ),
    route(contracts.listMySessions, ({ actor }) => listOwnSessions(strapi, actor)),
    route(contracts.endMySession, ({ params, actor }) => endOwnSession(strapi, params.sessionId, actor)),
    route(contracts.endMyOtherSessions, ({ actor }) => endOwnOtherSessions(strapi, actor)),
  ];
};
