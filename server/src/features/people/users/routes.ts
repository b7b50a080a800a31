import * as contracts from '../../../../../shared/contracts/bulk';
import * as mfaContracts from '../../../../../shared/contracts/mfa';
import * as usersContracts from '../../../../../shared/contracts/users';
import { withFreshProof } from '../../../access/fresh-proof';
import type { Transition } from '../../../domain/transitions';
import type { Actor } from '../../../platform/actor';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { actOnUser } from './actions/act';
import { bulkUsers } from './actions/bulk';
import { createUser } from './actions/create';
import { deleteUser } from './actions/delete';
import { inviteUsers } from './actions/invite';
import {
  deleteTrustedDevices,
  makeEnrolCode,
  removeMfa,
  requireMfa,
  resetMfa,
} from './actions/second-factor';
import { resendInvitation, sendResetEmail } from './actions/send-link';
import { autoResetPassword, setPassword } from './actions/set-password';
import { updateUser } from './actions/update';
import { getUser, listUsers } from './queries';

export const userRoutes = (strapi: Strapi) => {
  const act = (id: number, step: Transition, reason: string | undefined, actor: Actor) =>
    actOnUser(strapi, id, step, actor, { reason: reason || null });
  const lock = (id: number, reason: string | undefined, actor: Actor) =>
    act(id, { action: 'lock', reason: reason || null }, reason, actor);
  return [
    route(usersContracts.listUsers, ({ query, actor }) => listUsers(strapi, query, actor)),
    route(usersContracts.createUser, ({ body, actor }) => createUser(strapi, body, actor)),
    route(usersContracts.inviteUsers, ({ body, actor }) => inviteUsers(strapi, body, actor)),
    route(contracts.bulkUsers, ({ body, actor }) => bulkUsers(strapi, body, actor)),
    route(usersContracts.getUser, ({ params }) => getUser(strapi, params.id)),
    route(usersContracts.updateUser, ({ params, body, actor }) => updateUser(strapi, params.id, body, actor)),
    route(usersContracts.deleteUser, ({ params, actor }) => deleteUser(strapi, params.id, actor)),
    route(usersContracts.lockUser, ({ params, body, actor }) => lock(params.id, body.reason, actor)),
    route(usersContracts.blockAccess, ({ params, body, actor }) => lock(params.id, body.reason, actor)),
    route(usersContracts.unlockUser, ({ params, body, actor }) =>
      act(params.id, { action: 'unlock' }, body.reason, actor),
    ),
    route(usersContracts.allowAccess, ({ params, body, actor }) =>
      act(params.id, { action: 'allow-access' }, body.reason, actor),
    ),
    route(usersContracts.suspendUser, ({ params, body, actor }) => {
      const until = body.until ? new Date(body.until) : null;
      return act(params.id, { action: 'suspend', until }, body.reason, actor);
    }),
    route(usersContracts.enableUser, ({ params, body, actor }) =>
      act(params.id, { action: 'enable' }, body.reason, actor),
    ),
    route(usersContracts.disableUser, ({ params, body, actor }) =>
      act(params.id, { action: 'disable' }, body.reason, actor),
    ),
    route(
      mfaContracts.requireMfa,
      withFreshProof(strapi, ({ params, body, actor }) => requireMfa(strapi, params.id, body, actor)),
    ),
    route(
      mfaContracts.resetMfa,
      withFreshProof(strapi, ({ params, body, actor }) => resetMfa(strapi, params.id, body, actor)),
    ),
    route(
      mfaContracts.removeMfa,
      withFreshProof(strapi, ({ params, body, actor }) => removeMfa(strapi, params.id, body, actor)),
    ),
    route(
      mfaContracts.makeEnrolCode,
      withFreshProof(strapi, ({ params, body, actor }) => makeEnrolCode(strapi, params.id, body, actor)),
    ),
    route(mfaContracts.deleteTrustedDevices, ({ params, body, actor }) =>
      deleteTrustedDevices(strapi, params.id, body, actor),
    ),
    route(usersContracts.resetTries, ({ params, actor }) =>
      actOnUser(strapi, params.id, { action: 'reset-tries' }, actor),
    ),
    route(
      usersContracts.setPassword,
      withFreshProof(strapi, ({ params, body, actor }) => setPassword(strapi, params.id, body, actor)),
    ),
    route(
      usersContracts.autoResetPassword,
      withFreshProof(strapi, ({ params, body, actor }) => autoResetPassword(strapi, params.id, body, actor)),
    ),
    route(usersContracts.forcePasswordChange, ({ params, body, actor }) =>
      act(params.id, { action: 'force-password-change' }, body.reason, actor),
    ),
    route(usersContracts.sendResetEmail, ({ params, actor }) => sendResetEmail(strapi, params.id, actor)),
    route(usersContracts.resendInvitation, ({ params, actor }) => resendInvitation(strapi, params.id, actor)),
  ];
};
