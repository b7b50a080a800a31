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
import type { Transition } from '../../domain/transitions';
import type { Actor } from '../../lib/actor';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

export const userRoutes = (strapi: Strapi) => {
  const users = () => getService(strapi, 'users');
  const act = (id: number, step: Transition, reason: string | undefined, actor: Actor) =>
    users().act(id, step, actor, reason || null);
  const lock = (id: number, reason: string | undefined, actor: Actor) =>
    act(id, { action: 'lock', reason: reason || null }, reason, actor);
  return [
    route(listUsers, ({ query }) => users().list(query)),
    route(createUser, ({ body, actor }) => users().create(body, actor)),
    route(getUser, ({ params }) => users().get(params.id)),
    route(updateUser, ({ params, body, actor }) => users().update(params.id, body, actor)),
    route(deleteUser, ({ params, actor }) => users().remove(params.id, actor)),
    route(lockUser, ({ params, body, actor }) => lock(params.id, body.reason, actor)),
    route(blockAccess, ({ params, body, actor }) => lock(params.id, body.reason, actor)),
    route(unlockUser, ({ params, body, actor }) => act(params.id, { action: 'unlock' }, body.reason, actor)),
    route(allowAccess, ({ params, body, actor }) =>
      act(params.id, { action: 'allow-access' }, body.reason, actor),
    ),
    route(suspendUser, ({ params, body, actor }) => {
      const until = body.until ? new Date(body.until) : null;
      return act(params.id, { action: 'suspend', until }, body.reason, actor);
    }),
    route(enableUser, ({ params, body, actor }) => act(params.id, { action: 'enable' }, body.reason, actor)),
    route(disableUser, ({ params, body, actor }) =>
      act(params.id, { action: 'disable' }, body.reason, actor),
    ),
    route(resetTries, ({ params, actor }) => users().act(params.id, { action: 'reset-tries' }, actor)),
    route(setPassword, ({ params, body, actor }) => users().setPassword(params.id, body.password, actor)),
  ];
};
