import type { z } from 'zod';

import {
  getPolicy,
  listPolicyChanges,
  type PolicyChange,
  previewPolicy,
  updatePolicy,
} from '../../../shared/contracts/policy';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehousePolicy: builder.query<Answer<typeof getPolicy>, void>({
      query: () => requestOf(getPolicy),
      providesTags: ['GatehousePolicy'],
    }),
    gatehousePolicyChanges: builder.query<
      Answer<typeof listPolicyChanges>,
      z.input<typeof listPolicyChanges.query>
    >({
      query: (query) => requestOf(listPolicyChanges, { query }),
      providesTags: ['GatehousePolicy'],
    }),
    // A question, though it is sent as a POST: it changes nothing.
    gatehousePreviewPolicy: builder.query<Answer<typeof previewPolicy>, PolicyChange>({
      query: (body) => requestOf(previewPolicy, { body }),
      keepUnusedDataFor: 0,
    }),
    gatehouseUpdatePolicy: builder.mutation<Answer<typeof updatePolicy>, z.input<typeof updatePolicy.body>>({
      query: (body) => requestOf(updatePolicy, { body }),
      // What is shown of users follows from it, such as how many of their tries still count.
      invalidatesTags: ['GatehousePolicy', 'GatehouseUser'],
    }),
  }),
});

export const {
  useGatehousePolicyQuery: usePolicyQuery,
  useGatehousePolicyChangesQuery: usePolicyChangesQuery,
  useGatehousePreviewPolicyQuery: usePreviewPolicyQuery,
  useGatehouseUpdatePolicyMutation: useUpdatePolicyMutation,
} = api;
