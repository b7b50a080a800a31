import { changeMyPassword, getMe, stepUp, updateMe } from '../../../../../shared/contracts/me';
import { stepUpSession } from '../../../access/step-up';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { changeOwnPassword, updateOwnUser } from './actions';
import { getOwnUser } from './queries';

/** For the actor's own user only: no route names another. */
export const meRoutes = (strapi: Strapi) => {
  return [
    route(getMe, ({ actor }) => getOwnUser(strapi, actor)),
    route(updateMe, ({ actor, body }) => updateOwnUser(strapi, body, actor)),
    route(stepUp, ({ actor, body }) => stepUpSession(strapi, body, actor)),
    route(changeMyPassword, ({ actor, body }) => changeOwnPassword(strapi, body, actor)),
  ];
};
