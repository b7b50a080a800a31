import { deepEncodeQueryValues, useQueryParams, withEncodedUserParams } from '@strapi/strapi/admin';

import type { Activity } from '../../../../../shared/contracts/log';
import { useActivityQuery } from '../../../api/activity';
import { isFiltered, type UrlQuery, withFilters } from '../../../components/list-query';
import { useDates } from '../../../components/use-dates';
import { activityFilters, activityQuery } from './activity-query';
import { targetFilter } from './target-path';

/** The whole log as the page's URL asks for it. Never from the cache. */
export const useActivity = () => {
  const [{ query }] = useQueryParams<UrlQuery>();
  const { timeZone } = useDates();
  const list = useActivityQuery(activityQuery(query, timeZone), {
    refetchOnMountOrArgChange: true,
  });
  return {
    ...list,
    filters: activityFilters(query, timeZone),
    isFiltered: isFiltered(query),
  };
};
export type ActivityEntries = ReturnType<typeof useActivity>;

/** Narrows the list to entries about one target. */
export const useNarrowing = () => {
  const [{ query }, setQuery] = useQueryParams<UrlQuery>();
  return (about: Activity['about']) => {
    const filters = withFilters({ filters: withFilters(query, 'about', [{ $eq: about.kind }]) }, 'target', [
      { $eq: targetFilter(about) ?? '' },
    ]);
    setQuery(withEncodedUserParams(query, { filters: deepEncodeQueryValues(filters), page: '1' }));
  };
};
