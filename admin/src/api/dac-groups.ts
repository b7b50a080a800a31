import type { z } from 'zod';

import {
  createDacGroup,
  deleteDacGroup,
  listDacGroups,
  listUserDacGroups,
  setUserDacGroups,
  updateDacGroup,
} from '../../../shared/contracts/dac-groups';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

export type DacGroupListQuery = z.input<typeof listDacGroups.query>;

const tag = 'GatehouseDacGroup' as const;
const heldBy = (user: number) => ({ type: tag, id: `user ${user}` });

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseDacGroups: builder.query<Answer<typeof listDacGroups>, DacGroupListQuery>({
      query: (query) => requestOf(listDacGroups, { query }),
      providesTags: [{ type: tag, id: LIST }],
    }),
    gatehouseCreateDacGroup: builder.mutation<
      Answer<typeof createDacGroup>,
      z.input<typeof createDacGroup.body>
    >({
      query: (body) => requestOf(createDacGroup, { body }),
      invalidatesTags: [{ type: tag, id: LIST }],
    }),
    gatehouseUpdateDacGroup: builder.mutation<Answer<typeof updateDacGroup>, { id: number; name: string }>({
      query: ({ id, name }) => requestOf(updateDacGroup, { params: { id }, body: { name } }),
      // Wherever it is shown by its name.
      invalidatesTags: [tag],
    }),
    gatehouseDeleteDacGroup: builder.mutation<Answer<typeof deleteDacGroup>, number>({
      query: (id) => requestOf(deleteDacGroup, { params: { id } }),
      // After a refusal too: who holds it is what the page should show.
      invalidatesTags: [{ type: tag, id: LIST }],
    }),
    gatehouseUserDacGroups: builder.query<Answer<typeof listUserDacGroups>, number>({
      query: (id) => requestOf(listUserDacGroups, { params: { id } }),
      providesTags: (_answer, _error, id) => [heldBy(id)],
    }),
    gatehouseSetUserDacGroups: builder.mutation<
      Answer<typeof setUserDacGroups>,
      { id: number; dacGroups: number[] }
    >({
      query: ({ id, dacGroups }) => requestOf(setUserDacGroups, { params: { id }, body: { dacGroups } }),
      invalidatesTags: (_answer, _error, { id }) => [
        heldBy(id),
        { type: tag, id: LIST },
        { type: 'GatehouseUser', id: LIST },
        { type: 'GatehouseLog', id },
      ],
    }),
  }),
});

export const {
  useGatehouseDacGroupsQuery: useDacGroupsQuery,
  useGatehouseCreateDacGroupMutation: useCreateDacGroupMutation,
  useGatehouseUpdateDacGroupMutation: useUpdateDacGroupMutation,
  useGatehouseDeleteDacGroupMutation: useDeleteDacGroupMutation,
  useGatehouseUserDacGroupsQuery: useUserDacGroupsQuery,
  useGatehouseSetUserDacGroupsMutation: useSetUserDacGroupsMutation,
} = api;
