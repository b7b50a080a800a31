import type { z } from 'zod';

import {
  createIpRule,
  deleteIpRule,
  type IpRule,
  listIpRules,
  updateIpRule,
} from '../../../shared/contracts/ip-rules';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

export type IpRuleQuery = z.input<typeof listIpRules.query>;
export type NewIpRule = z.input<typeof createIpRule.body>;
export type IpRuleChange = z.input<typeof updateIpRule.body>;

/** A rule of a user stands in that user's log, and one of a role in what was changed of the role. */
const touchedBy = (answer: { data: IpRule } | undefined) => [
  { type: 'GatehouseIpRule' as const, id: LIST },
  ...(answer?.data.user ? [{ type: 'GatehouseLog' as const, id: answer.data.user.id }] : []),
  ...(answer?.data.role ? [{ type: 'GatehouseRole' as const, id: answer.data.role.id }] : []),
];

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseIpRules: builder.query<Answer<typeof listIpRules>, IpRuleQuery>({
      query: (query) => requestOf(listIpRules, { query }),
      providesTags: [{ type: 'GatehouseIpRule', id: LIST }],
    }),
    gatehouseCreateIpRule: builder.mutation<Answer<typeof createIpRule>, NewIpRule>({
      query: (body) => requestOf(createIpRule, { body }),
      invalidatesTags: touchedBy,
    }),
    gatehouseUpdateIpRule: builder.mutation<Answer<typeof updateIpRule>, { id: number; body: IpRuleChange }>({
      query: ({ id, body }) => requestOf(updateIpRule, { params: { id }, body }),
      invalidatesTags: touchedBy,
    }),
    gatehouseDeleteIpRule: builder.mutation<
      Answer<typeof deleteIpRule>,
      { id: number } & z.input<typeof deleteIpRule.query>
    >({
      query: ({ id, ...query }) => requestOf(deleteIpRule, { params: { id }, query }),
      invalidatesTags: touchedBy,
    }),
  }),
});

export const {
  useGatehouseIpRulesQuery: useIpRulesQuery,
  useGatehouseCreateIpRuleMutation: useCreateIpRuleMutation,
  useGatehouseUpdateIpRuleMutation: useUpdateIpRuleMutation,
  useGatehouseDeleteIpRuleMutation: useDeleteIpRuleMutation,
} = api;
