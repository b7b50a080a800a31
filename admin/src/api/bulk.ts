import type { z } from 'zod';

import { bulkUsers } from '../../../shared/contracts/bulk';
import { getJob } from '../../../shared/contracts/jobs';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

export type BulkBody = z.input<typeof bulkUsers.body>;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseBulkUsers: builder.mutation<Answer<typeof bulkUsers>, BulkBody>({
      query: (body) => requestOf(bulkUsers, { body }),
      invalidatesTags: [{ type: 'GatehouseUser', id: LIST }, 'GatehouseLog'],
    }),
    gatehouseJob: builder.query<Answer<typeof getJob>, { id: number } & z.input<typeof getJob.query>>({
      query: ({ id, ...query }) => requestOf(getJob, { params: { id }, query }),
    }),
  }),
});

export const { useGatehouseBulkUsersMutation: useBulkUsersMutation, useGatehouseJobQuery: useJobQuery } = api;
