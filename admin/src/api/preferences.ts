import type { z } from 'zod';

import { getPreferences, updatePreferences } from '../../../shared/contracts/preferences';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehousePreferences: builder.query<Answer<typeof getPreferences>, void>({
      query: () => requestOf(getPreferences, undefined),
      providesTags: ['GatehousePreferences'],
    }),
    gatehouseUpdatePreferences: builder.mutation<
      Answer<typeof updatePreferences>,
      z.input<typeof updatePreferences.body>
    >({
      query: (body) => requestOf(updatePreferences, body),
      // Shown at once; undone if the server refuses.
      onQueryStarted: (change, { dispatch, queryFulfilled }) => {
        const shown = dispatch(
          api.util.updateQueryData('gatehousePreferences', undefined, ({ data }) => {
            Object.assign(data, change);
          }),
        );
        queryFulfilled.catch(shown.undo);
      },
    }),
  }),
});

export const {
  useGatehousePreferencesQuery: usePreferencesQuery,
  useGatehouseUpdatePreferencesMutation: useUpdatePreferencesMutation,
} = api;
