import { STATUSES, USER_TYPES } from '../../../../shared/constants';
import { USER_SORT_FIELDS } from '../../../../shared/contracts/users';
import type { UserListQuery } from '../../api/users';
import { anyOfThe, pagingOf, searchOf, sortOf, type UrlQuery, valuesOf } from '../../components/list-query';

/** What the address of the list asks for, as the API takes it. */
export const userListQuery = (query: UrlQuery): UserListQuery => {
  const roles = valuesOf(query, 'role').filter((id) => /^[1-9]\d{0,8}$/.test(id));
  return {
    ...pagingOf(query),
    sort: sortOf(query, USER_SORT_FIELDS),
    _q: searchOf(query),
    filters: {
      status: anyOfThe(query, 'status', STATUSES),
      type: anyOfThe(query, 'type', USER_TYPES),
      role: roles.length > 0 ? { $in: roles } : undefined,
    },
  };
};
