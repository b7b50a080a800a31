import type { z } from 'zod';

import {
  beginMyCode,
  beginMyPasskey,
  beginMyTotp,
  confirmMyCode,
  confirmMyPasskey,
  confirmMyTotp,
  deleteMyTrustedDevices,
  getMyMfa,
  getUserMfa,
  makeEnrolCode,
  removeMyFactor,
  renewMyRecoveryCodes,
  requireMfa,
} from '../../../shared/contracts/mfa';
import type { MfaRequirement } from '../../../shared/constants';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

/** One's own stands beside those of users, by a name no id has. */
const MINE = 'MINE';
const mine = [{ type: 'GatehouseMfa' as const, id: MINE }, 'GatehouseMe' as const];

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseMyMfa: builder.query<Answer<typeof getMyMfa>, void>({
      query: () => requestOf(getMyMfa),
      providesTags: [{ type: 'GatehouseMfa', id: MINE }],
    }),
    gatehouseUserMfa: builder.query<Answer<typeof getUserMfa>, number>({
      query: (id) => requestOf(getUserMfa, { params: { id } }),
      providesTags: (_answer, _error, id) => [
        { type: 'GatehouseMfa', id },
        { type: 'GatehouseUser', id },
      ],
    }),
    gatehouseBeginMyTotp: builder.mutation<Answer<typeof beginMyTotp>, { password: string }>({
      query: (body) => requestOf(beginMyTotp, { body }),
    }),
    gatehouseConfirmMyTotp: builder.mutation<Answer<typeof confirmMyTotp>, { code: string; name?: string }>({
      query: (body) => requestOf(confirmMyTotp, { body }),
      invalidatesTags: (answer) => (answer ? mine : []),
    }),
    gatehouseBeginMyPasskey: builder.mutation<Answer<typeof beginMyPasskey>, { password: string }>({
      query: (body) => requestOf(beginMyPasskey, { body }),
    }),
    gatehouseConfirmMyPasskey: builder.mutation<
      Answer<typeof confirmMyPasskey>,
      z.input<typeof confirmMyPasskey.body>
    >({
      query: (body) => requestOf(confirmMyPasskey, { body }),
      invalidatesTags: (answer) => (answer ? mine : []),
    }),
    gatehouseBeginMyCode: builder.mutation<Answer<typeof beginMyCode>, z.input<typeof beginMyCode.body>>({
      query: (body) => requestOf(beginMyCode, { body }),
    }),
    gatehouseConfirmMyCode: builder.mutation<
      Answer<typeof confirmMyCode>,
      z.input<typeof confirmMyCode.body>
    >({
      query: (body) => requestOf(confirmMyCode, { body }),
      invalidatesTags: (answer) => (answer ? mine : []),
    }),
    gatehouseRemoveMyFactor: builder.mutation<
      Answer<typeof removeMyFactor>,
      { id: number; password: string }
    >({
      query: ({ id, password }) => requestOf(removeMyFactor, { params: { id }, body: { password } }),
      invalidatesTags: (answer) => (answer ? mine : []),
    }),
    gatehouseRenewMyRecoveryCodes: builder.mutation<
      Answer<typeof renewMyRecoveryCodes>,
      { password: string }
    >({
      query: (body) => requestOf(renewMyRecoveryCodes, { body }),
      invalidatesTags: (answer) => (answer ? mine : []),
    }),
    gatehouseDeleteMyTrustedDevices: builder.mutation<Answer<typeof deleteMyTrustedDevices>, void>({
      query: () => requestOf(deleteMyTrustedDevices),
      invalidatesTags: mine,
    }),
    gatehouseMakeEnrolCode: builder.mutation<Answer<typeof makeEnrolCode>, number>({
      query: (id) => requestOf(makeEnrolCode, { params: { id }, body: {} }),
      invalidatesTags: (_answer, _error, id) => [
        { type: 'GatehouseMfa', id },
        { type: 'GatehouseLog', id },
      ],
    }),
    gatehouseRequireMfa: builder.mutation<
      Answer<typeof requireMfa>,
      { id: number; requirement: MfaRequirement }
    >({
      query: ({ id, requirement }) => requestOf(requireMfa, { params: { id }, body: { requirement } }),
      invalidatesTags: (_answer, _error, { id }) => [
        { type: 'GatehouseUser', id },
        { type: 'GatehouseUser', id: LIST },
        { type: 'GatehouseMfa', id },
        { type: 'GatehouseLog', id },
      ],
    }),
  }),
});

export const {
  useGatehouseMyMfaQuery: useMyMfaQuery,
  useGatehouseUserMfaQuery: useUserMfaQuery,
  useGatehouseBeginMyTotpMutation: useBeginMyTotpMutation,
  useGatehouseConfirmMyTotpMutation: useConfirmMyTotpMutation,
  useGatehouseBeginMyPasskeyMutation: useBeginMyPasskeyMutation,
  useGatehouseConfirmMyPasskeyMutation: useConfirmMyPasskeyMutation,
  useGatehouseBeginMyCodeMutation: useBeginMyCodeMutation,
  useGatehouseConfirmMyCodeMutation: useConfirmMyCodeMutation,
  useGatehouseRemoveMyFactorMutation: useRemoveMyFactorMutation,
  useGatehouseRenewMyRecoveryCodesMutation: useRenewMyRecoveryCodesMutation,
  useGatehouseDeleteMyTrustedDevicesMutation: useDeleteMyTrustedDevicesMutation,
  useGatehouseMakeEnrolCodeMutation: useMakeEnrolCodeMutation,
  useGatehouseRequireMfaMutation: useRequireMfaMutation,
} = api;
