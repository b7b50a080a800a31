import type { z } from 'zod';

import { listLoginAttempts } from '../../../shared/contracts/login-attempts';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

export type LoginAttemptQuery = z.input<typeof listLoginAttempts.query>;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseLoginAttempts: builder.query<Answer<typeof listLoginAttempts>, LoginAttemptQuery>({
      query: (query) => requestOf(listLoginAttempts, { query }),
      providesTags: [{ type: 'GatehouseLoginAttempt', id: LIST }],
    }),
  }),
});

export const { useGatehouseLoginAttemptsQuery: useLoginAttemptsQuery } = api;
