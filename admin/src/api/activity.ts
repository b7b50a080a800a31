import type { z } from 'zod';

import { exportActivity, listActivity } from '../../../shared/contracts/log';
import { downloadOf } from './download';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

export type ActivityQuery = z.input<typeof listActivity.query>;
export type ActivityFilters = NonNullable<ActivityQuery['filters']>;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseActivity: builder.query<Answer<typeof listActivity>, ActivityQuery>({
      query: (query) => requestOf(listActivity, { query }),
      providesTags: [{ type: 'GatehouseLog', id: LIST }],
    }),
  }),
});

export const { useGatehouseActivityQuery: useActivityQuery } = api;

/** Those that the filters leave, as a CSV file. */
export const downloadActivity = (filters: ActivityFilters) => downloadOf(exportActivity, { filters });
