import type { z } from 'zod';

import {
  createDelegation,
  deleteDelegation,
  listDelegates,
  listDelegations,
  updateDelegation,
} from '../../../shared/contracts/delegations';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

/** Both users are told of it. */
const touched = ['GatehouseDelegation' as const, 'GatehouseLog' as const];

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseDelegations: builder.query<Answer<typeof listDelegations>, number>({
      query: (id) => requestOf(listDelegations, { params: { id } }),
      providesTags: ['GatehouseDelegation'],
    }),
    gatehouseDelegates: builder.query<Answer<typeof listDelegates>, { user: number; page: number }>({
      query: ({ user, page }) =>
        requestOf(listDelegates, { params: { id: user }, query: { page: String(page) } }),
      providesTags: ['GatehouseDelegation'],
    }),
    gatehouseCreateDelegation: builder.mutation<
      Answer<typeof createDelegation>,
      { user: number; body: z.input<typeof createDelegation.body> }
    >({
      query: ({ user, body }) => requestOf(createDelegation, { params: { id: user }, body }),
      invalidatesTags: touched,
    }),
    gatehouseUpdateDelegation: builder.mutation<
      Answer<typeof updateDelegation>,
      { id: number; body: z.input<typeof updateDelegation.body> }
    >({
      query: ({ id, body }) => requestOf(updateDelegation, { params: { id }, body }),
      invalidatesTags: touched,
    }),
    gatehouseDeleteDelegation: builder.mutation<Answer<typeof deleteDelegation>, number>({
      query: (id) => requestOf(deleteDelegation, { params: { id } }),
      // After a refusal too: it may have been ended already.
      invalidatesTags: touched,
    }),
  }),
});

export const {
  useGatehouseDelegationsQuery: useDelegationsQuery,
  useGatehouseDelegatesQuery: useDelegatesQuery,
  useGatehouseCreateDelegationMutation: useCreateDelegationMutation,
  useGatehouseUpdateDelegationMutation: useUpdateDelegationMutation,
  useGatehouseDeleteDelegationMutation: useDeleteDelegationMutation,
} = api;
