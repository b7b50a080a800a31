import type { z } from 'zod';

import {
  exportLoginAttempts,
  listLoginAttempts,
  summarizeLoginAttempts,
} from '../../../shared/contracts/login-attempts';
import { downloadOf } from './download';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

export type LoginAttemptQuery = z.input<typeof listLoginAttempts.query>;
type LoginAttemptSummaryQuery = z.input<typeof summarizeLoginAttempts.query>;
export type LoginAttemptFilters = NonNullable<LoginAttemptQuery['filters']>;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseLoginAttempts: builder.query<Answer<typeof listLoginAttempts>, LoginAttemptQuery>({
      query: (query) => requestOf(listLoginAttempts, { query }),
      providesTags: [{ type: 'GatehouseLoginAttempt', id: LIST }],
    }),
    gatehouseLoginAttemptSummary: builder.query<
      Answer<typeof summarizeLoginAttempts>,
      LoginAttemptSummaryQuery
    >({
      query: (query) => requestOf(summarizeLoginAttempts, { query }),
      providesTags: [{ type: 'GatehouseLoginAttempt', id: LIST }],
    }),
  }),
});

export const {
  useGatehouseLoginAttemptsQuery: useLoginAttemptsQuery,
  useGatehouseLoginAttemptSummaryQuery: useLoginAttemptSummaryQuery,
} = api;

/** Those that the filters leave, as a CSV file. */
export const downloadLoginAttempts = (filters: LoginAttemptFilters) =>
  downloadOf(exportLoginAttempts, { filters });
