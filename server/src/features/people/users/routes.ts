import * as contracts from '../../../../../shared/contracts/bulk';
import type { Contract } from '../../../../../shared/contracts/contract';
import * as mfaContracts from '../../../../../shared/contracts/mfa';
import * as usersContracts from '../../../../../shared/contracts/users';
import {
  factsOf,
  PLAIN_ACTIONS,
  type PlainAction,
  type UserAction,
} from '../../../../../shared/users/actions';
import { withStepUp } from '../../../access/step-up';
import type { Transition } from '../../../domain/transitions';
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

type Said = { reason?: string; until?: string | null };

const toTransition = (action: PlainAction, { reason, until }: Said): Transition => {
  switch (action) {
    case 'lock':
    case 'block-access':
      return { action: 'lock', reason: reason || null };
    case 'suspend':
      return { action, until: until ? new Date(until) : null };
    default:
      return { action };
  }
};

export const userRoutes = (strapi: Strapi) => {
  const onUser = <C extends Contract>(action: UserAction, contract: C, act: Parameters<typeof route<C>>[1]) =>
    route(contract, factsOf(action).asksProof ? withStepUp(strapi, act) : act);
  return [
    route(usersContracts.listUsers, ({ query, actor }) => listUsers(strapi, query, actor)),
    route(usersContracts.createUser, ({ body, actor }) => createUser(strapi, body, actor)),
    route(usersContracts.inviteUsers, ({ body, actor }) => inviteUsers(strapi, body, actor)),
    route(contracts.bulkUsers, ({ body, actor }) => bulkUsers(strapi, body, actor)),
    route(usersContracts.getUser, ({ params }) => getUser(strapi, params.id)),
    route(usersContracts.updateUser, ({ params, body, actor }) => updateUser(strapi, params.id, body, actor)),
    onUser('delete', usersContracts.deleteUser, ({ params, actor }) => deleteUser(strapi, params.id, actor)),
    ...PLAIN_ACTIONS.map((action) =>
      onUser(action, usersContracts.PLAIN_CONTRACTS[action], ({ params, body, actor }) => {
        const said: Said = body;
        return actOnUser(strapi, params.id, toTransition(action, said), actor, {
          reason: said.reason || null,
        });
      }),
    ),
    onUser('mfa-requirement', mfaContracts.requireMfa, ({ params, body, actor }) =>
      requireMfa(strapi, params.id, body, actor),
    ),
    onUser('reset-mfa', mfaContracts.resetMfa, ({ params, body, actor }) =>
      resetMfa(strapi, params.id, body, actor),
    ),
    onUser('remove-mfa', mfaContracts.removeMfa, ({ params, body, actor }) =>
      removeMfa(strapi, params.id, body, actor),
    ),
    onUser('enrol-code', mfaContracts.makeEnrolCode, ({ params, body, actor }) =>
      makeEnrolCode(strapi, params.id, body, actor),
    ),
    onUser('delete-trusted-devices', mfaContracts.deleteTrustedDevices, ({ params, body, actor }) =>
      deleteTrustedDevices(strapi, params.id, body, actor),
    ),
    onUser('set-password', usersContracts.setPassword, ({ params, body, actor }) =>
      setPassword(strapi, params.id, body, actor),
    ),
    onUser('auto-reset-password', usersContracts.autoResetPassword, ({ params, body, actor }) =>
      autoResetPassword(strapi, params.id, body, actor),
    ),
    onUser('send-reset-email', usersContracts.sendResetEmail, ({ params, actor }) =>
      sendResetEmail(strapi, params.id, actor),
    ),
    onUser('resend-invitation', usersContracts.resendInvitation, ({ params, actor }) =>
      resendInvitation(strapi, params.id, actor),
    ),
  ];
};
