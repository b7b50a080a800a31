import type { z } from 'zod';

import {
  getRole,
  getUserPermissions,
  listApiActions,
  listRoleChanges,
  listRoles,
  updateRole,
} from '../../../shared/contracts/roles';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

export type RoleChange = z.input<typeof updateRole.body>;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseRoles: builder.query<Answer<typeof listRoles>, z.input<typeof listRoles.query>>({
      query: (query) => requestOf(listRoles, { query }),
      providesTags: [{ type: 'GatehouseRole', id: LIST }],
    }),
    gatehouseRole: builder.query<Answer<typeof getRole>, number>({
      query: (id) => requestOf(getRole, { params: { id } }),
      providesTags: (_answer, _error, id) => [{ type: 'GatehouseRole', id }],
    }),
    gatehouseRoleChanges: builder.query<
      Answer<typeof listRoleChanges>,
      { role: number } & z.input<typeof listRoleChanges.query>
    >({
      query: ({ role, ...query }) => requestOf(listRoleChanges, { params: { id: role }, query }),
      providesTags: (_answer, _error, { role }) => [{ type: 'GatehouseRole', id: role }],
    }),
    gatehouseApiActions: builder.query<Answer<typeof listApiActions>, void>({
      query: () => requestOf(listApiActions),
    }),
    gatehouseUserPermissions: builder.query<Answer<typeof getUserPermissions>, number>({
      query: (id) => requestOf(getUserPermissions, { params: { id } }),
      providesTags: (_answer, _error, id) => [
        { type: 'GatehouseUser', id },
        { type: 'GatehouseRole', id: LIST },
      ],
    }),
    gatehouseUpdateRole: builder.mutation<Answer<typeof updateRole>, { id: number; body: RoleChange }>({
      query: ({ id, body }) => requestOf(updateRole, { params: { id }, body }),
      // Who is to have a second factor follows from it.
      invalidatesTags: (_answer, _error, { id }) => [
        { type: 'GatehouseRole', id },
        { type: 'GatehouseRole', id: LIST },
        'GatehouseUser',
        'GatehouseMfa',
      ],
    }),
  }),
});

export const {
  useGatehouseRolesQuery: useRolesQuery,
  useGatehouseRoleQuery: useRoleQuery,
  useGatehouseRoleChangesQuery: useRoleChangesQuery,
  useGatehouseApiActionsQuery: useApiActionsQuery,
  useGatehouseUserPermissionsQuery: useUserPermissionsQuery,
  useGatehouseUpdateRoleMutation: useUpdateRoleMutation,
} = api;
