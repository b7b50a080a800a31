import { deepEncodeQueryValues, useQueryParams } from '@strapi/strapi/admin';

import { DEFAULT_USER_SORT } from '../../../../../shared/contracts/users';
import type { UserColumnName } from '../../../../../shared/users/fields';
import {
  columnsOf,
  conditionsOf,
  type ListState,
  listStateOf,
  type UserUrlQuery,
  viewIdOf,
} from './user-list-query';

type Address = ListState & { view: number | null; columns: readonly UserColumnName[] | null };

/** The state of the list, all of it in the URL: whoever opens it sees the same list. */
export const useListAddress = () => {
  const [{ query }, setQuery] = useQueryParams<UserUrlQuery>();
  const address = { ...listStateOf(query), view: viewIdOf(query), columns: columnsOf(query) };

  return {
    ...address,
    query,
    /** Changes part of it, and returns to the first page. */
    go: (change: Partial<Address>, { replace = false } = {}) => {
      const { sort, _q, filters, view, columns }: Address = { ...address, ...change };
      const $and = conditionsOf(filters);
      const [field = '', direction = ''] = sort?.split(':') ?? [];
      setQuery(
        {
          page: '1',
          sort: sort && `${field}:${direction.toUpperCase()}`,
          // Strapi writes the URL without encoding it.
          _q: _q ? encodeURIComponent(_q) : undefined,
          filters: $and.length > 0 ? (deepEncodeQueryValues({ $and }) as UserUrlQuery['filters']) : undefined,
          view: view ? String(view) : undefined,
          columns: columns ? columns.join(',') : undefined,
        },
        'push',
        replace,
      );
    },
    /** The order of the list, whether the URL names it or not. */
    shownSort: address.sort ?? DEFAULT_USER_SORT,
  };
};
export type ListAddress = ReturnType<typeof useListAddress>;
