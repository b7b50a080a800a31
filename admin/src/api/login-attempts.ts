import { deepEncodeQueryValues, getFetchClient } from '@strapi/strapi/admin';
import type { z } from 'zod';

import {
  exportLoginAttempts,
  listLoginAttempts,
  summarizeLoginAttempts,
} from '../../../shared/contracts/login-attempts';
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

/** The file itself, which is nothing to remember. */
export const downloadLoginAttempts = async (filters: LoginAttemptFilters): Promise<Blob> => {
  const { url } = requestOf(exportLoginAttempts) as { url: string };
  const { data, status } = await getFetchClient().get<Blob>(url, {
    params: deepEncodeQueryValues({ filters }),
    responseType: 'blob',
    // Strapi's client (5.54) keeps why to itself where a file is asked for.
    validateStatus: (code) => code === 403,
  });
  if (status === 403) throw (JSON.parse(await data.text()) as { error: unknown }).error;
  return data;
};
