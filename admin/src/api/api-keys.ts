import type { z } from 'zod';

import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from '../../../shared/contracts/api-keys';
import { createOAuthClient, deleteOAuthClient, listOAuthClients } from '../../../shared/contracts/oauth';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

/** A first key may grant its user access, too. */
const touched = (_answer: unknown, _error: unknown, { user }: { user: number }) => [
  { type: 'GatehouseApiKey' as const, id: user },
  { type: 'GatehouseUser' as const, id: user },
  { type: 'GatehouseLog' as const, id: user },
];

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseApiKeys: builder.query<Answer<typeof listApiKeys>, number>({
      query: (id) => requestOf(listApiKeys, { params: { id } }),
      providesTags: (_answer, _error, id) => [{ type: 'GatehouseApiKey', id }],
    }),
    gatehouseCreateApiKey: builder.mutation<
      Answer<typeof createApiKey>,
      { user: number; body: z.input<typeof createApiKey.body> }
    >({
      query: ({ user, body }) => requestOf(createApiKey, { params: { id: user }, body }),
      invalidatesTags: touched,
    }),
    gatehouseRotateApiKey: builder.mutation<
      Answer<typeof rotateApiKey>,
      { user: number; key: number; body: z.input<typeof rotateApiKey.body> }
    >({
      query: ({ key, body }) => requestOf(rotateApiKey, { params: { id: key }, body }),
      invalidatesTags: touched,
    }),
    gatehouseRevokeApiKey: builder.mutation<Answer<typeof revokeApiKey>, { user: number; key: number }>({
      query: ({ key }) => requestOf(revokeApiKey, { params: { id: key } }),
      invalidatesTags: touched,
    }),
    gatehouseOAuthClients: builder.query<Answer<typeof listOAuthClients>, number>({
      query: (id) => requestOf(listOAuthClients, { params: { id } }),
      providesTags: (_answer, _error, id) => [{ type: 'GatehouseApiKey', id }],
    }),
    gatehouseCreateOAuthClient: builder.mutation<
      Answer<typeof createOAuthClient>,
      { user: number; body: z.input<typeof createOAuthClient.body> }
    >({
      query: ({ user, body }) => requestOf(createOAuthClient, { params: { id: user }, body }),
      invalidatesTags: touched,
    }),
    gatehouseDeleteOAuthClient: builder.mutation<
      Answer<typeof deleteOAuthClient>,
      { user: number; client: number }
    >({
      query: ({ client }) => requestOf(deleteOAuthClient, { params: { id: client } }),
      invalidatesTags: touched,
    }),
  }),
});

export const {
  useGatehouseApiKeysQuery: useApiKeysQuery,
  useGatehouseCreateApiKeyMutation: useCreateApiKeyMutation,
  useGatehouseRotateApiKeyMutation: useRotateApiKeyMutation,
  useGatehouseRevokeApiKeyMutation: useRevokeApiKeyMutation,
  useGatehouseOAuthClientsQuery: useOAuthClientsQuery,
  useGatehouseCreateOAuthClientMutation: useCreateOAuthClientMutation,
  useGatehouseDeleteOAuthClientMutation: useDeleteOAuthClientMutation,
} = api;
