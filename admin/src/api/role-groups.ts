import type { z } from 'zod';

import {
  createRoleGroup,
  deleteRoleGroup,
  listRoleGroups,
  updateRoleGroup,
} from '../../../shared/contracts/role-groups';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

const tag = 'GatehouseRoleGroup' as const;
/** What users hold follows from it, and what of that asks for a second factor. */
const CONCERNED = [tag, 'GatehouseRole', 'GatehouseUser', 'GatehouseLog', 'GatehouseMfa'] as const;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseRoleGroups: builder.query<Answer<typeof listRoleGroups>, z.input<typeof listRoleGroups.query>>({
      query: (query) => requestOf(listRoleGroups, { query }),
      providesTags: [tag],
    }),
    gatehouseCreateRoleGroup: builder.mutation<
      Answer<typeof createRoleGroup>,
      z.input<typeof createRoleGroup.body>
    >({
      query: (body) => requestOf(createRoleGroup, { body }),
      invalidatesTags: [tag],
    }),
    gatehouseUpdateRoleGroup: builder.mutation<
      Answer<typeof updateRoleGroup>,
      { id: number; body: z.input<typeof updateRoleGroup.body> }
    >({
      query: ({ id, body }) => requestOf(updateRoleGroup, { params: { id }, body }),
      invalidatesTags: CONCERNED,
    }),
    gatehouseDeleteRoleGroup: builder.mutation<Answer<typeof deleteRoleGroup>, number>({
      query: (id) => requestOf(deleteRoleGroup, { params: { id } }),
      invalidatesTags: CONCERNED,
    }),
  }),
});

export const {
  useGatehouseRoleGroupsQuery: useRoleGroupsQuery,
  useGatehouseCreateRoleGroupMutation: useCreateRoleGroupMutation,
  useGatehouseUpdateRoleGroupMutation: useUpdateRoleGroupMutation,
  useGatehouseDeleteRoleGroupMutation: useDeleteRoleGroupMutation,
} = api;
