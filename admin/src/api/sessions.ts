import {
  endMyOtherSessions,
  endMySession,
  endSession,
  endSessions,
  listMySessions,
  listSessions,
} from '../../../shared/contracts/sessions';
import { type Answer, gatehouseApi, requestOf } from './gatehouse-api';

const OWN = 'OWN';

const touched = (user: number) => [
  { type: 'GatehouseSession' as const, id: user },
  // They may be one's own.
  { type: 'GatehouseSession' as const, id: OWN },
  { type: 'GatehouseLog' as const, id: user },
];
/** `Sessions` is Strapi's own, of its profile page. */
const touchedOwn = ['GatehouseSession' as const, 'GatehouseLog' as const, 'Sessions' as never];

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseSessions: builder.query<Answer<typeof listSessions>, number>({
      query: (id) => requestOf(listSessions, { params: { id } }),
      providesTags: (_answer, _error, id) => [{ type: 'GatehouseSession', id }],
    }),
    gatehouseEndSession: builder.mutation<Answer<typeof endSession>, { user: number; session: string }>({
      query: ({ user, session }) => requestOf(endSession, { params: { id: user, sessionId: session } }),
      // After a refusal too: it may have ended by itself.
      invalidatesTags: (_answer, _error, { user }) => touched(user),
    }),
    gatehouseEndSessions: builder.mutation<
      Answer<typeof endSessions>,
      { user: number; revokeTokens: boolean }
    >({
      query: ({ user, revokeTokens }) =>
        requestOf(endSessions, {
          params: { id: user },
          query: { revokeTokens: revokeTokens ? 'true' : 'false' },
        }),
      invalidatesTags: (_answer, _error, { user }) => touched(user),
    }),
    gatehouseOwnSessions: builder.query<Answer<typeof listMySessions>, void>({
      query: () => requestOf(listMySessions),
      providesTags: [{ type: 'GatehouseSession', id: OWN }],
    }),
    gatehouseEndOwnSession: builder.mutation<Answer<typeof endMySession>, string>({
      query: (sessionId) => requestOf(endMySession, { params: { sessionId } }),
      invalidatesTags: touchedOwn,
    }),
    gatehouseEndOtherSessions: builder.mutation<Answer<typeof endMyOtherSessions>, void>({
      query: () => requestOf(endMyOtherSessions),
      invalidatesTags: touchedOwn,
    }),
  }),
});

export const {
  useGatehouseSessionsQuery: useSessionsQuery,
  useGatehouseEndSessionMutation: useEndSessionMutation,
  useGatehouseEndSessionsMutation: useEndSessionsMutation,
  useGatehouseOwnSessionsQuery: useOwnSessionsQuery,
  useGatehouseEndOwnSessionMutation: useEndOwnSessionMutation,
  useGatehouseEndOtherSessionsMutation: useEndOtherSessionsMutation,
} = api;
