import type { z } from 'zod';

import { addNote, listLog } from '../../../shared/contracts/log';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

export type LogQuery = { user: number } & z.input<typeof listLog.query>;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseLog: builder.query<Answer<typeof listLog>, LogQuery>({
      query: ({ user, ...query }) => requestOf(listLog, { params: { id: user }, query }),
      providesTags: (_answer, _error, { user }) => [{ type: 'GatehouseLog', id: user }],
    }),
    gatehouseAddNote: builder.mutation<Answer<typeof addNote>, { user: number; text: string }>({
      query: ({ user, text }) => requestOf(addNote, { params: { id: user }, body: { text } }),
      invalidatesTags: (_answer, _error, { user }) => [{ type: 'GatehouseLog', id: user }],
    }),
  }),
});

export const { useGatehouseLogQuery: useLogQuery, useGatehouseAddNoteMutation: useAddNoteMutation } = api;
