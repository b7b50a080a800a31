import type { z } from 'zod';

import { changeMyPassword, getMe, updateMe } from '../../../shared/contracts/me';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseMe: builder.query<Answer<typeof getMe>, void>({
      query: () => requestOf(getMe),
      providesTags: ['GatehouseMe'],
    }),
    gatehouseUpdateMe: builder.mutation<Answer<typeof updateMe>, z.input<typeof updateMe.body>>({
      query: (body) => requestOf(updateMe, { body }),
      // `Me` is Strapi's own, whose menu shows the name.
      invalidatesTags: (answer) =>
        answer
          ? [
              'GatehouseMe',
              'Me' as never,
              { type: 'GatehouseUser', id: LIST },
              { type: 'GatehouseUser', id: answer.data.id },
              { type: 'GatehouseLog', id: answer.data.id },
            ]
          : [],
    }),
    gatehouseChangeMyPassword: builder.mutation<
      Answer<typeof changeMyPassword>,
      z.input<typeof changeMyPassword.body>
    >({
      query: (body) => requestOf(changeMyPassword, { body }),
      invalidatesTags: (answer) => (answer ? ['GatehouseMe', 'GatehouseSession', 'Sessions' as never] : []),
    }),
  }),
});

export const {
  useGatehouseMeQuery: useMeQuery,
  useGatehouseUpdateMeMutation: useUpdateMeMutation,
  useGatehouseChangeMyPasswordMutation: useChangeMyPasswordMutation,
} = api;
