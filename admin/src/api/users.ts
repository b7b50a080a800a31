import type { z } from 'zod';

import { copyAccess } from '../../../shared/contracts/copy-access';
import { deleteTrustedDevices, removeMfa, resetMfa } from '../../../shared/contracts/mfa';
import { getPasswordRules } from '../../../shared/contracts/password-rules';
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
} from '../../../shared/contracts/users';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

const ACTIONS = {
  lock: lockUser,
  unlock: unlockUser,
  'block-access': blockAccess,
  'allow-access': allowAccess,
  suspend: suspendUser,
  enable: enableUser,
  disable: disableUser,
  'reset-tries': resetTries,
  'set-password': setPassword,
  'force-password-change': forcePasswordChange,
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

export type UserListQuery = z.input<typeof listUsers.query>;
export type NewUser = z.input<typeof createUser.body>;
export type UserChange = z.input<typeof updateUser.body>;

const everythingOf = (id: number) =>
  [
    { type: 'GatehouseUser', id },
    { type: 'GatehouseUser', id: LIST },
    { type: 'GatehouseLog', id },
  ] as const;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseUsers: builder.query<Answer<typeof listUsers>, UserListQuery>({
      query: (query) => requestOf(listUsers, { query }),
      providesTags: [{ type: 'GatehouseUser', id: LIST }],
    }),
    gatehouseUser: builder.query<Answer<typeof getUser>, number>({
      query: (id) => requestOf(getUser, { params: { id } }),
      providesTags: (_answer, _error, id) => [{ type: 'GatehouseUser', id }],
    }),
    gatehousePasswordRules: builder.query<Answer<typeof getPasswordRules>, number>({
      query: (id) => requestOf(getPasswordRules, { params: { id } }),
    }),
    gatehouseCreateUser: builder.mutation<Answer<typeof createUser>, NewUser>({
      query: (body) => requestOf(createUser, { body }),
      invalidatesTags: [{ type: 'GatehouseUser', id: LIST }],
    }),
    gatehouseUpdateUser: builder.mutation<Answer<typeof updateUser>, { id: number; body: UserChange }>({
      query: ({ id, body }) => requestOf(updateUser, { params: { id }, body }),
      invalidatesTags: (_answer, _error, { id }) => everythingOf(id),
    }),
    gatehouseDeleteUser: builder.mutation<Answer<typeof deleteUser>, number>({
      query: (id) => requestOf(deleteUser, { params: { id } }),
      // Not the user itself: a page that still shows it would ask for what is gone.
      invalidatesTags: [{ type: 'GatehouseUser', id: LIST }],
    }),
    gatehouseInviteUsers: builder.mutation<Answer<typeof inviteUsers>, z.input<typeof inviteUsers.body>>({
      query: (body) => requestOf(inviteUsers, { body }),
      invalidatesTags: [{ type: 'GatehouseUser', id: LIST }],
    }),
    gatehouseAutoResetPassword: builder.mutation<
      Answer<typeof autoResetPassword>,
      { id: number; body: z.input<typeof autoResetPassword.body> }
    >({
      query: ({ id, body }) => requestOf(autoResetPassword, { params: { id }, body }),
      invalidatesTags: (_answer, _error, { id }) => everythingOf(id),
    }),
    gatehouseCopyAccess: builder.mutation<
      Answer<typeof copyAccess>,
      { id: number; body: z.input<typeof copyAccess.body> }
    >({
      query: ({ id, body }) => requestOf(copyAccess, { params: { id }, body }),
      invalidatesTags: (_answer, _error, { id }) => [
        ...everythingOf(id),
        'GatehouseAccount',
        'GatehouseDacGroup',
      ],
    }),
    gatehouseActOnUser: builder.mutation<
      Answer<typeof getUser> | Answer<typeof lockUser> | Answer<typeof sendResetEmail>,
      UserActionRequest
    >({
      query: ({ id, action, body }) => requestOf(ACTIONS[action], { params: { id }, body }),
      // After a refusal too: what made the action impossible is what the page should show.
      invalidatesTags: (_answer, _error, { id }) => everythingOf(id),
    }),
  }),
});

export const {
  useGatehouseUsersQuery: useUsersQuery,
  useLazyGatehouseUsersQuery: useLazyUsersQuery,
  useGatehouseUserQuery: useUserQuery,
  useGatehousePasswordRulesQuery: usePasswordRulesQuery,
  useGatehouseCreateUserMutation: useCreateUserMutation,
  useGatehouseUpdateUserMutation: useUpdateUserMutation,
  useGatehouseDeleteUserMutation: useDeleteUserMutation,
  useGatehouseInviteUsersMutation: useInviteUsersMutation,
  useGatehouseAutoResetPasswordMutation: useAutoResetPasswordMutation,
  useGatehouseCopyAccessMutation: useCopyAccessMutation,
  useGatehouseActOnUserMutation: useActOnUserMutation,
} = api;
