import { useEffect } from 'react';

import { useQueryParams, withEncodedUserParams } from '@strapi/strapi/admin';

import { useLazyUsersQuery } from '../../../api/users';
import type { UrlQuery } from '../../../components/list-query';
import { userListQuery } from './user-list-query';

/** The list as the URL asks for it. */
export const useUserList = () => {
  const [{ query }, setQuery] = useQueryParams<UrlQuery>();
  const [load, { data, error, isError, isFetching, isUninitialized }] = useLazyUsersQuery();
  const listQuery = userListQuery(query);
  const asked = JSON.stringify(listQuery);

  // Aborts the previous request: no late answer replaces a newer one, and no server works for nothing.
  useEffect(() => {
    const request = load(JSON.parse(asked));
    return () => request.abort();
  }, [asked, load]);

  const { page, pageCount } = data?.meta.pagination ?? { page: 1, pageCount: 1 };
  // The last user of the last page was deleted, or the URL is old.
  const isBeyondEnd = !isFetching && pageCount > 0 && page > pageCount;
  useEffect(() => {
    if (isBeyondEnd) setQuery(withEncodedUserParams(query, { page: String(pageCount) }), 'push', true);
  }, [isBeyondEnd, pageCount, query, setQuery]);

  return {
    /** The query of what is shown, as sent to the API. */
    query: listQuery,
    users: data?.data ?? [],
    pagination: data?.meta.pagination,
    leftOut: data?.meta.leftOut ?? [],
    error,
    isError: isError && !isFetching,
    isFetching,
    /** Nothing to show yet; on later loads the old rows stay until the new ones arrive. */
    isLoading: !data && (isUninitialized || isFetching || !isError),
    refetch: () => load(JSON.parse(asked)),
  };
};
