import type { z } from 'zod';

import { explainAccess } from '../../../shared/contracts/access';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

export type AccessQuestion = z.input<typeof explainAccess.body>;
export type AccessAnswer = Answer<typeof explainAccess>['data'];

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseExplainAccess: builder.mutation<Answer<typeof explainAccess>, AccessQuestion>({
      query: (body) => requestOf(explainAccess, { body }),
    }),
  }),
});

export const { useGatehouseExplainAccessMutation: useExplainAccessMutation } = api;
