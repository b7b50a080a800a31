import {
  allowAccess,
  blockAccess,
  createUser,
  deleteUser,
  disableUser,
  enableUser,
  getUser,
  listUsers,
  lockUser,
  resetTries,
  setPassword,
  suspendUser,
  unlockUser,
  updateUser,
} from '../../../../shared/contracts/users';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

export const userRoutes = (strapi: Strapi) => {
  const users = () => getService(strapi, 'users');
  return [
    route(listUsers, ({ query }) => users().list(query)),
    route(createUser, ({ body, actor }) => users().create(body, actor)),
    route(getUser, ({ params }) => users().get(params.id)),
    route(updateUser, ({ params, body, actor }) => users().update(params.id, body, actor)),
    route(deleteUser, ({ params, actor }) => users().remove(params.id, actor)),
    route(lockUser, ({ params, body, actor }) =>
      users().act(params.id, { action: 'lock', reason: body.reason || null }, actor),
    ),
    route(unlockUser, ({ params, actor }) => users().act(params.id, { action: 'unlock' }, actor)),
    route(blockAccess, ({ params, body, actor }) =>
      users().act(params.id, { action: 'lock', reason: body.reason }, actor),
    ),
    route(allowAccess, ({ params, actor }) => users().act(params.id, { action: 'allow-access' }, actor)),
    route(suspendUser, ({ params, body, actor }) =>
      users().act(
        params.id,
        { action: 'suspend', reason: body.reason || null, until: body.until ? new Date(body.until) : null },
        actor,
      ),
    ),
    route(enableUser, ({ params, actor }) => users().act(params.id, { action: 'enable' }, actor)),
    route(disableUser, ({ params, actor }) => users().act(params.id, { action: 'disable' }, actor)),
    route(resetTries, ({ params, actor }) => users().act(params.id, { action: 'reset-tries' }, actor)),
    route(setPassword, ({ params, body, actor }) => users().setPassword(params.id, body.password, actor)),
  ];
};
