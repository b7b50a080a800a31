import type { z } from 'zod';

import { listRoles } from '../../../shared/contracts/roles';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseRoles: builder.query<Answer<typeof listRoles>, z.input<typeof listRoles.query>>({
      query: (query) => requestOf(listRoles, { query }),
      providesTags: [{ type: 'GatehouseRole', id: LIST }],
    }),
  }),
});

export const { useGatehouseRolesQuery: useRolesQuery } = api;
