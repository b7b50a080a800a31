import { useState } from 'react';

import { type IpRuleQuery, useIpRulesQuery } from '../../../api/ip-rules';

/** Whose rules: one user's, everyone's, one role's, or those of all roles. */
export type RuleOwner =
  { scope: 'user'; user: number } | { scope: 'everyone' } | { scope: 'role'; role?: number };

/** Whether they are those of all roles, so that each is shown with its role. */
export const isOfAllRoles = (owner: RuleOwner) => owner.scope === 'role' && owner.role === undefined;

const PAGE_SIZE = 50;

export const ipRuleQuery = (owner: RuleOwner, page: number): IpRuleQuery => ({
  page: String(page),
  pageSize: String(PAGE_SIZE),
  sort: 'createdAt:asc',
  filters: {
    scope: { $eq: owner.scope },
    ...(owner.scope === 'user' && { user: { $eq: String(owner.user) } }),
    ...(owner.scope === 'role' && owner.role && { role: { $eq: String(owner.role) } }),
  },
});

/** Several lists of rules share a page, so their page numbers are not in its URL. */
export const useIpRules = (owner: RuleOwner) => {
  const [page, setPage] = useState(1);
  const { data, ...request } = useIpRulesQuery(ipRuleQuery(owner, page), { refetchOnMountOrArgChange: true });
  const pageCount = Math.max(data?.meta.pagination.pageCount ?? 1, 1);
  // The last rule of the last page was deleted.
  if (data && !request.isFetching && page > pageCount) setPage(pageCount);
  return { ...request, rules: data?.data ?? [], page, pageCount, setPage };
};
