import type { z } from 'zod';

import {
  createLicence,
  deleteLicence,
  listLicences,
  updateLicence,
} from '../../../shared/contracts/licences';
import { MAX_PAGE_SIZE } from '../../../shared/constants';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

const tag = 'GatehouseLicence' as const;

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    /** All of them: there are no more than fit a page. */
    gatehouseLicences: builder.query<Answer<typeof listLicences>, void>({
      query: () => requestOf(listLicences, { query: { pageSize: String(MAX_PAGE_SIZE) } }),
      // How many seats are taken follows from the users.
      providesTags: [tag, 'GatehouseUser'],
    }),
    gatehouseCreateLicence: builder.mutation<
      Answer<typeof createLicence>,
      z.input<typeof createLicence.body>
    >({
      query: (body) => requestOf(createLicence, { body }),
      invalidatesTags: [tag],
    }),
    gatehouseUpdateLicence: builder.mutation<
      Answer<typeof updateLicence>,
      { id: number; body: z.input<typeof updateLicence.body> }
    >({
      query: ({ id, body }) => requestOf(updateLicence, { params: { id }, body }),
      // Users are shown with its name.
      invalidatesTags: [tag, 'GatehouseUser'],
    }),
    gatehouseDeleteLicence: builder.mutation<Answer<typeof deleteLicence>, number>({
      query: (id) => requestOf(deleteLicence, { params: { id } }),
      // After a refusal too: who has it is what the page should show.
      invalidatesTags: [tag],
    }),
  }),
});

export const {
  useGatehouseLicencesQuery: useLicencesQuery,
  useGatehouseCreateLicenceMutation: useCreateLicenceMutation,
  useGatehouseUpdateLicenceMutation: useUpdateLicenceMutation,
  useGatehouseDeleteLicenceMutation: useDeleteLicenceMutation,
} = api;
