import { getAttention as attentionContract } from '../../../../../shared/contracts/attention';
import * as contracts from '../../../../../shared/contracts/bulk';
import type { Contract } from '../../../../../shared/contracts/contract';
import * as mfaContracts from '../../../../../shared/contracts/mfa';
import * as usersContracts from '../../../../../shared/contracts/users';
import {
  factsOfAction,
  PLAIN_ACTIONS,
  type PlainAction,
  type UserAction,
} from '../../../../../shared/users/actions';
import { withStepUp } from '../../../access/step-up';
import type { Transition } from '../../../domain/transitions';
import type { Actor } from '../../../platform/actor';
import { type Answer, type Input, route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { actOnUser } from './actions/act';
import { bulkUsers, previewBulk } from './actions/bulk';
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
import { getAttention, getUser, listUsers } from './queries';

type PlainBody = { reason?: string; until?: string | null };

const toTransition = (action: PlainAction, { reason, until }: PlainBody): Transition => {
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

type OnUser<C extends Contract> = (
  strapi: Strapi,
  id: number,
  body: Input<C>['body'],
  actor: Actor,
) => Promise<Answer<C>>;

export const userRoutes = (strapi: Strapi) => {
  const onUser = <C extends Contract>(action: UserAction, contract: C, act: OnUser<C>) => {
    const run = ({ params, body, actor }: Input<C>) =>
      act(strapi, (params as { id: number }).id, body, actor);
    return route(contract, factsOfAction(action).asksProof ? withStepUp(strapi, run) : run);
  };
  return [
    route(usersContracts.listUsers, ({ query, actor }) => listUsers(strapi, query, actor)),
    route(attentionContract, ({ actor }) => getAttention(strapi, actor)),
    route(usersContracts.createUser, ({ body, actor }) => createUser(strapi, body, actor)),
    route(usersContracts.inviteUsers, ({ body, actor }) => inviteUsers(strapi, body, actor)),
    route(contracts.bulkUsers, ({ body, actor }) => bulkUsers(strapi, body, actor)),
    route(contracts.previewBulk, ({ body, actor }) => previewBulk(strapi, body, actor)),
    route(usersContracts.getUser, ({ params }) => getUser(strapi, params.id)),
    route(usersContracts.updateUser, ({ params, body, actor }) => updateUser(strapi, params.id, body, actor)),
    onUser('delete', usersContracts.deleteUser, (_, id, __, actor) => deleteUser(strapi, id, actor)),
    ...PLAIN_ACTIONS.map((action) =>
      onUser(action, usersContracts.PLAIN_CONTRACTS[action], (_, id, body: PlainBody, actor) =>
        actOnUser(strapi, id, toTransition(action, body), actor, { reason: body.reason || null }),
      ),
    ),
    onUser('mfa-requirement', mfaContracts.requireMfa, requireMfa),
    onUser('reset-mfa', mfaContracts.resetMfa, resetMfa),
    onUser('remove-mfa', mfaContracts.removeMfa, removeMfa),
    onUser('enrol-code', mfaContracts.makeEnrolCode, makeEnrolCode),
    onUser('delete-trusted-devices', mfaContracts.deleteTrustedDevices, deleteTrustedDevices),
    onUser('set-password', usersContracts.setPassword, setPassword),
    onUser('auto-reset-password', usersContracts.autoResetPassword, autoResetPassword),
    onUser('send-reset-email', usersContracts.sendResetEmail, (_, id, __, actor) =>
      sendResetEmail(strapi, id, actor),
    ),
    onUser('resend-invitation', usersContracts.resendInvitation, (_, id, __, actor) =>
      resendInvitation(strapi, id, actor),
    ),
  ];
};
