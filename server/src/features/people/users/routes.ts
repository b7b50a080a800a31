import { bulkUsers } from '../../../../../shared/contracts/bulk';
import {
  deleteTrustedDevices,
  makeEnrolCode,
  removeMfa,
  requireMfa,
  resetMfa,
} from '../../../../../shared/contracts/mfa';
import {
  allowAccess,
  autoResetPassword,
  blockAccess,
  createUser,
  deleteUser,
  disableUser,
  enableUser,
  forcePasswordChange,
  getUser,
  inviteUsers,
  listUsers,
  lockUser,
  resendInvitation,
  resetTries,
  sendResetEmail,
  setPassword,
  suspendUser,
  unlockUser,
  updateUser,
} from '../../../../../shared/contracts/users';
import type { Transition } from '../../../domain/transitions';
import type { Actor } from '../../../platform/actor';
import { withFreshProof } from '../../../access/fresh-proof';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const userRoutes = (strapi: Strapi) => {
  const users = () => getService(strapi, 'users');
  const act = (id: number, step: Transition, reason: string | undefined, actor: Actor) =>
    users().act(id, step, actor, { reason: reason || null });
  const lock = (id: number, reason: string | undefined, actor: Actor) =>
    act(id, { action: 'lock', reason: reason || null }, reason, actor);
  return [
    route(listUsers, ({ query, actor }) => users().list(query, actor)),
    route(createUser, ({ body, actor }) => users().create(body, actor)),
    route(inviteUsers, ({ body, actor }) => users().invite(body, actor)),
    route(bulkUsers, ({ body, actor }) => users().bulk(body, actor)),
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
    route(
      requireMfa,
      withFreshProof(strapi, ({ params, body, actor }) => users().requireMfa(params.id, body, actor)),
    ),
    route(
      resetMfa,
      withFreshProof(strapi, ({ params, body, actor }) => users().resetMfa(params.id, body, actor)),
    ),
    route(
      removeMfa,
      withFreshProof(strapi, ({ params, body, actor }) => users().removeMfa(params.id, body, actor)),
    ),
    route(
      makeEnrolCode,
      withFreshProof(strapi, ({ params, body, actor }) => users().makeEnrolCode(params.id, body, actor)),
    ),
    route(deleteTrustedDevices, ({ params, body, actor }) =>
      users().deleteTrustedDevices(params.id, body, actor),
    ),
    route(resetTries, ({ params, actor }) => users().act(params.id, { action: 'reset-tries' }, actor)),
    route(
      setPassword,
      withFreshProof(strapi, ({ params, body, actor }) => users().setPassword(params.id, body, actor)),
    ),
    route(
      autoResetPassword,
      withFreshProof(strapi, ({ params, body, actor }) => users().autoResetPassword(params.id, body, actor)),
    ),
    route(forcePasswordChange, ({ params, body, actor }) =>
      act(params.id, { action: 'force-password-change' }, body.reason, actor),
    ),
    route(sendResetEmail, ({ params, actor }) => users().sendResetEmail(params.id, actor)),
    route(resendInvitation, ({ params, actor }) => users().resendInvitation(params.id, actor)),
  ];
};
