import type { z } from 'zod';

import { getPolicy, updatePolicy } from '../../../shared/contracts/policy';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehousePolicy: builder.query<Answer<typeof getPolicy>, void>({
      query: () => requestOf(getPolicy),
      providesTags: ['GatehousePolicy'],
    }),
    gatehouseUpdatePolicy: builder.mutation<Answer<typeof updatePolicy>, z.input<typeof updatePolicy.body>>({
      query: (body) => requestOf(updatePolicy, { body }),
      invalidatesTags: ['GatehousePolicy'],
    }),
  }),
});

export const {
  useGatehousePolicyQuery: usePolicyQuery,
  useGatehouseUpdatePolicyMutation: useUpdatePolicyMutation,
} = api;
