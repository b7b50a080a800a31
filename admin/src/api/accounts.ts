import type { z } from 'zod';

import {
  createAccount,
  deleteAccount,
  listAccounts,
  listUserAccounts,
  setUserAccounts,
  updateAccount,
} from '../../../shared/contracts/accounts';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

type Body<C extends { body: z.ZodType }> = z.input<C['body']>;

/** The tree, and the list of users, which is filtered by it. */
const TREE = [
  { type: 'GatehouseAccount', id: LIST },
  { type: 'GatehouseUser', id: LIST },
] as const;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseAccounts: builder.query<Answer<typeof listAccounts>, void>({
      query: () => requestOf(listAccounts),
      providesTags: [{ type: 'GatehouseAccount', id: LIST }],
    }),
    gatehouseCreateAccount: builder.mutation<Answer<typeof createAccount>, Body<typeof createAccount>>({
      query: (body) => requestOf(createAccount, { body }),
      invalidatesTags: TREE,
    }),
    gatehouseUpdateAccount: builder.mutation<
      Answer<typeof updateAccount>,
      { id: number; body: Body<typeof updateAccount> }
    >({
      query: ({ id, body }) => requestOf(updateAccount, { params: { id }, body }),
      // After a refusal too: what somebody else has moved meanwhile is what the page should show.
      invalidatesTags: TREE,
    }),
    gatehouseDeleteAccount: builder.mutation<Answer<typeof deleteAccount>, number>({
      query: (id) => requestOf(deleteAccount, { params: { id } }),
      invalidatesTags: TREE,
    }),
    gatehouseUserAccounts: builder.query<Answer<typeof listUserAccounts>, number>({
      query: (id) => requestOf(listUserAccounts, { params: { id } }),
      providesTags: (_answer, _error, id) => [{ type: 'GatehouseAccount', id: `user-${id}` }],
    }),
    gatehouseSetUserAccounts: builder.mutation<
      Answer<typeof setUserAccounts>,
      { id: number; body: Body<typeof setUserAccounts> }
    >({
      query: ({ id, body }) => requestOf(setUserAccounts, { params: { id }, body }),
      invalidatesTags: (_answer, _error, { id }) => [
        ...TREE,
        { type: 'GatehouseAccount', id: `user-${id}` },
        { type: 'GatehouseLog', id },
      ],
    }),
  }),
});

export const {
  useGatehouseAccountsQuery: useAccountsQuery,
  useGatehouseCreateAccountMutation: useCreateAccountMutation,
  useGatehouseUpdateAccountMutation: useUpdateAccountMutation,
  useGatehouseDeleteAccountMutation: useDeleteAccountMutation,
  useGatehouseUserAccountsQuery: useUserAccountsQuery,
  useGatehouseSetUserAccountsMutation: useSetUserAccountsMutation,
} = api;
