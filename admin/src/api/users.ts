import type { z } from 'zod';

import { copyAccess, previewCopyAccess } from '../../../shared/contracts/copy-access';
import { deleteTrustedDevices, removeMfa, resetMfa } from '../../../shared/contracts/mfa';
import { getPasswordRules } from '../../../shared/contracts/password-rules';
import {
  autoResetPassword,
  createUser,
  deleteUser,
  getUser,
  inviteUsers,
  listUsers,
  type lockUser,
  PLAIN_CONTRACTS,
  resendInvitation,
  sendResetEmail,
  setPassword,
  updateUser,
} from '../../../shared/contracts/users';
import { ask, question, tell } from './ask';
import type { ArgsOf } from './contract-args';
import { type Answer, gatehouseApi, listOf, requestOf, type Tags } from './gatehouse-api';

const ACTIONS = {
  ...PLAIN_CONTRACTS,
  'set-password': setPassword,
  'send-reset-email': sendResetEmail,
  'resend-invitation': resendInvitation,
  'reset-mfa': resetMfa,
  'remove-mfa': removeMfa,
  'delete-trusted-devices': deleteTrustedDevices,
} as const;

export type UserActionName = keyof typeof ACTIONS;
export type UserActionRequest = {
  [A in UserActionName]: { id: number; action: A; body: z.input<(typeof ACTIONS)[A]['body']> };
}[UserActionName];

export type UserListQuery = ArgsOf<typeof listUsers>;
export type NewUser = ArgsOf<typeof createUser>;
export type UserChange = ArgsOf<typeof updateUser>['body'];

const all = listOf('GatehouseUser');
const everythingOf = (id: number): Tags => [{ type: 'GatehouseUser', id }, all, { type: 'GatehouseLog', id }];

const users = question(listUsers, [all]);
export const useUsersQuery = users.useQuery;
export const useLazyUsersQuery = users.useLazyQuery;
export const useUserQuery = ask(getUser, (id) => [{ type: 'GatehouseUser', id }]);
export const usePasswordRulesQuery = ask(getPasswordRules);
export const useCreateUserMutation = tell(createUser, [all]);
export const useUpdateUserMutation = tell(updateUser, ({ id }) => everythingOf(id));
/** Not the user itself: a page that still shows it would request what is gone. */
export const useDeleteUserMutation = tell(deleteUser, [all]);
export const useInviteUsersMutation = tell(inviteUsers, [all]);
export const useAutoResetPasswordMutation = tell(autoResetPassword, ({ id }) => everythingOf(id));
/** A query, although it is sent as a POST: it changes nothing. */
export const usePreviewCopyAccessQuery = ask(previewCopyAccess, [], { keepUnusedDataFor: 0 });
export const useCopyAccessMutation = tell(copyAccess, ({ id }) => [
  ...everythingOf(id),
  'GatehouseAccount',
  'GatehouseDacGroup',
]);

const { endpoints } = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseActOnUser: builder.mutation<
      Answer<typeof getUser> | Answer<typeof lockUser> | Answer<typeof sendResetEmail>,
      UserActionRequest
    >({
      query: ({ action, ...args }) => requestOf(ACTIONS[action], args),
      // Reloads after a refusal too: the page should show what made the action impossible.
      invalidatesTags: (_answer, _error, { id }) => everythingOf(id),
    }),
  }),
});
export const useActOnUserMutation = endpoints.gatehouseActOnUser.useMutation;
