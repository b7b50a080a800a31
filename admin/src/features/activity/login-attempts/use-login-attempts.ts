import { useState } from 'react';

import { deepEncodeQueryValues, useQueryParams, withEncodedUserParams } from '@strapi/strapi/admin';

import { useLoginAttemptsQuery, useLoginAttemptSummaryQuery } from '../../../api/login-attempts';
import { isFiltered, withFilters } from '../../../components/list-query';
import { useDates } from '../../../components/use-dates';
import {
  attemptFilters,
  type AttemptUrlQuery,
  loginAttemptQuery,
  type Period,
  periodOf,
} from './attempt-query';

/** The attempts of one user, or of everybody, as the address of the page asks for them. Never from memory. */
export const useLoginAttempts = (user?: number) => {
  const [{ query }] = useQueryParams<AttemptUrlQuery>();
  const { timeZone } = useDates();
  const [now, setNow] = useState(() => new Date());
  const { refetch, ...list } = useLoginAttemptsQuery(loginAttemptQuery(query, now, timeZone, user), {
    refetchOnMountOrArgChange: true,
  });
  return {
    ...list,
    // A period that ends now begins later, too, and is then another question.
    refetch: () => (periodOf(query) ? setNow(new Date()) : void refetch()),
    filters: attemptFilters(query, now, timeZone, user),
    isFiltered: isFiltered(query) || periodOf(query) !== undefined,
  };
};
export type LoginAttemptList = ReturnType<typeof useLoginAttempts>;

export const useSummary = (filters: LoginAttemptList['filters']) => {
  const { timeZone } = useDates();
  const { data, ...request } = useLoginAttemptSummaryQuery(
    { filters, timeZone },
    { refetchOnMountOrArgChange: true },
  );
  return { ...request, summary: data?.data };
};

/** Sets filters from elsewhere than the filters' own menu. A period and a range of dates take each other's place. */
export const useNarrowing = () => {
  const [{ query }, setQuery] = useQueryParams<AttemptUrlQuery>();
  const set = (change: Partial<AttemptUrlQuery>) => {
    const { filters, ...more } = change;
    setQuery(
      withEncodedUserParams(query, {
        ...more,
        filters: filters && deepEncodeQueryValues(filters),
        page: '1',
      }),
    );
  };
  return {
    period: periodOf(query),
    setPeriod: (period: Period | undefined) => set({ period, filters: withFilters(query, 'createdAt', []) }),
    narrowToDates: (start: string, end: string) =>
      set({ period: undefined, filters: withFilters(query, 'createdAt', [{ $gte: start }, { $lt: end }]) }),
    narrowToAddress: (ip: string) => set({ filters: withFilters(query, 'ip', [{ $eq: ip }]) }),
  };
};
