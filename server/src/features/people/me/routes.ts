import { changeMyPassword, getMe, stepUp, updateMe } from '../../../../../shared/contracts/me';
import { proveAfresh } from '../../../access/fresh-proof';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

/** One's own user alone: no route names somebody else. */
export const meRoutes = (strapi: Strapi) => {
  const me = () => getService(strapi, 'me');
  return [
    route(getMe, ({ actor }) => me().get(actor)),
    route(updateMe, ({ actor, body }) => me().update(body, actor)),
    route(stepUp, ({ actor, body }) => proveAfresh(strapi, body, actor)),
    route(changeMyPassword, ({ actor, body }) => me().changePassword(body, actor)),
  ];
};
