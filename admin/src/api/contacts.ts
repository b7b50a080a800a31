import type { z } from 'zod';

import { getContact, updateContact } from '../../../shared/contracts/contact';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

export type ContactChange = z.input<typeof updateContact.body>;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseContact: builder.query<Answer<typeof getContact>, number>({
      query: (id) => requestOf(getContact, { params: { id } }),
      providesTags: (_answer, _error, id) => [{ type: 'GatehouseContact', id }],
    }),
    gatehouseUpdateContact: builder.mutation<
      Answer<typeof updateContact>,
      { id: number; body: ContactChange }
    >({
      query: ({ id, body }) => requestOf(updateContact, { params: { id }, body }),
      // After a refusal too: what somebody else has saved meanwhile is what the page should show.
      invalidatesTags: (_answer, _error, { id }) => [
        { type: 'GatehouseContact', id },
        { type: 'GatehouseLog', id },
      ],
    }),
  }),
});

export const {
  useGatehouseContactQuery: useContactQuery,
  useGatehouseUpdateContactMutation: useUpdateContactMutation,
} = api;
