import { useEffect } from 'react';

import { useQueryParams, withEncodedUserParams } from '@strapi/strapi/admin';

import { useUsersQuery } from '../../api/users';
import { isFiltered, searchOf, type UrlQuery } from '../../components/list-query';
import { userListQuery } from './user-list-query';

/** The list as its address asks for it. */
export const useUserList = () => {
  const [{ query }, setQuery] = useQueryParams<UrlQuery>();
  // Keyed by what is asked: an answer that comes late never takes the place of a newer one.
  const { data, ...request } = useUsersQuery(userListQuery(query), { refetchOnMountOrArgChange: true });
  const { page, pageCount } = data?.meta.pagination ?? { page: 1, pageCount: 1 };

  // The last user of the last page was deleted, or the address is from another day.
  const isBeyondEnd = !request.isFetching && pageCount > 0 && page > pageCount;
  useEffect(() => {
    if (isBeyondEnd) setQuery(withEncodedUserParams(query, { page: String(pageCount) }), 'push', true);
  }, [isBeyondEnd, pageCount, query, setQuery]);

  return {
    ...request,
    users: data?.data ?? [],
    pagination: data?.meta.pagination,
    search: searchOf(query) ?? '',
    isFiltered: isFiltered(query),
    setSearch: (text: string) =>
      setQuery(
        withEncodedUserParams(query, { _q: text ? encodeURIComponent(text) : undefined, page: '1' }),
        'push',
        // One step of the browser's history for a search, however many letters it has.
        Boolean(query._q),
      ),
    clear: () => setQuery({ _q: undefined, filters: undefined, page: '1' }),
  };
};
