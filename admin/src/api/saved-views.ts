import type { z } from 'zod';

import {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  updateSavedView,
} from '../../../shared/contracts/saved-views';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

export type NewSavedView = z.input<typeof createSavedView.body>;
export type SavedViewChange = z.input<typeof updateSavedView.body>;

const all = [{ type: 'GatehouseSavedView' as const, id: LIST }];

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseSavedViews: builder.query<Answer<typeof listSavedViews>, void>({
      query: () => requestOf(listSavedViews),
      providesTags: all,
    }),
    gatehouseCreateSavedView: builder.mutation<Answer<typeof createSavedView>, NewSavedView>({
      query: (body) => requestOf(createSavedView, { body }),
      invalidatesTags: all,
    }),
    gatehouseUpdateSavedView: builder.mutation<
      Answer<typeof updateSavedView>,
      { id: number; body: SavedViewChange }
    >({
      query: ({ id, body }) => requestOf(updateSavedView, { params: { id }, body }),
      invalidatesTags: all,
    }),
    gatehouseDeleteSavedView: builder.mutation<Answer<typeof deleteSavedView>, number>({
      query: (id) => requestOf(deleteSavedView, { params: { id } }),
      invalidatesTags: all,
    }),
  }),
});

export const {
  useGatehouseSavedViewsQuery: useSavedViewsQuery,
  useGatehouseCreateSavedViewMutation: useCreateSavedViewMutation,
  useGatehouseUpdateSavedViewMutation: useUpdateSavedViewMutation,
  useGatehouseDeleteSavedViewMutation: useDeleteSavedViewMutation,
} = api;
