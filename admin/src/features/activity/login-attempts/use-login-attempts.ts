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

/** One user's attempts, or everybody's, as the page's URL asks for them. Never from the cache. */
export const useLoginAttempts = (user?: number) => {
  const [{ query }] = useQueryParams<AttemptUrlQuery>();
  const { timeZone } = useDates();
  const [now, setNow] = useState(() => new Date());
  const { refetch, ...list } = useLoginAttemptsQuery(loginAttemptQuery(query, now, timeZone, user), {
    refetchOnMountOrArgChange: true,
  });
  return {
    ...list,
    // A period that ends now also starts later, which makes it a different query.
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

/** Sets filters from outside the filters' own menu. A period and a date range replace each other. */
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
