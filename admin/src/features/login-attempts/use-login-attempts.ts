import { useQueryParams } from '@strapi/strapi/admin';

import { OUTCOMES, REASONS } from '../../../../shared/constants';
import { type LoginAttemptQuery, useLoginAttemptsQuery } from '../../api/login-attempts';
import type { ChoiceFilter } from '../../components/FilterBar';
import { anyOfThe, isFiltered, pagingOf, type UrlQuery } from '../../components/list-query';
import { useTranslation } from '../../translations/use-translation';

export const loginAttemptQuery = (query: UrlQuery, user?: number): LoginAttemptQuery => ({
  ...pagingOf(query),
  filters: {
    ...(user !== undefined && { user: { $eq: String(user) } }),
    outcome: anyOfThe(query, 'outcome', OUTCOMES),
    reason: anyOfThe(query, 'reason', REASONS),
  },
});

/** The attempts of one user, or of everybody, as the address of the page asks for them. Never from memory. */
export const useLoginAttempts = (user?: number) => {
  const [{ query }] = useQueryParams<UrlQuery>();
  const { data, ...request } = useLoginAttemptsQuery(loginAttemptQuery(query, user), {
    refetchOnMountOrArgChange: true,
  });
  return {
    ...request,
    attempts: data?.data ?? [],
    pagination: data?.meta.pagination,
    isFiltered: isFiltered(query),
  };
};

export const useLoginAttemptFilters = (): ChoiceFilter[] => {
  const t = useTranslation();
  return [
    {
      name: 'outcome',
      label: t('field.outcome'),
      options: OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) })),
    },
    {
      name: 'reason',
      label: t('field.reason'),
      options: REASONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) })),
    },
  ];
};
