import { USER_TYPES } from '../../../../../shared/constants';
import { isoDate } from '../../../../../shared/contracts/contract';
import { DEFAULT_USER_SORT, MAX_KEY_DAYS } from '../../../../../shared/contracts/users';
import { USER_COLUMN_NAMES, USER_SORT_FIELDS, type UserColumnName } from '../../../../../shared/users/fields';
import { STATUSES } from '../../../../../shared/users/statuses';
import type { UserListQuery } from '../../../api/users';
import {
  anyOfThe,
  type Condition,
  isId,
  pagingOf,
  searchOf,
  sortOf,
  type UrlQuery,
  valuesOf,
} from '../../../components/list-query';

/** What the URL of the list of users holds besides what every list has. */
export type UserUrlQuery = UrlQuery & { view?: string; columns?: string };
export type UserFilters = NonNullable<UserListQuery['filters']>;
/** Which users are shown and in which order, in the form of the API and of saved views. */
export type ListState = Pick<UserListQuery, 'sort' | '_q'> & { filters?: UserFilters };

const flagOf = (query: UrlQuery, field: string): UserFilters['mfaEnabled'] => {
  const [value] = valuesOf(query, field).slice(-1);
  return value === 'true' || value === 'false' ? { $eq: value } : undefined;
};

const lastLoginOf = (query: UrlQuery): UserFilters['lastLoginAt'] => {
  const isNever = valuesOf(query, 'lastLoginAt', '$null').includes('true');
  const [days] = valuesOf(query, 'lastLoginAt', '$olderThanDays')
    .filter((text) => /^[1-9]\d{0,3}$/.test(text))
    .slice(-1);
  if (!isNever && !days) return undefined;
  return { ...(isNever && { $null: 'true' as const }), ...(days && { $olderThanDays: days }) };
};

const keyExpiresOf = (query: UrlQuery): UserFilters['keyExpires'] => {
  const [$withinDays] = valuesOf(query, 'keyExpires', '$withinDays')
    .filter((text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= MAX_KEY_DAYS)
    .slice(-1);
  return $withinDays ? { $withinDays } : undefined;
};

const rangeOf = (query: UrlQuery, field: string): UserFilters['createdAt'] => {
  const [$gte, $lt] = ['$gte', '$lt'].map(
    (operator) => valuesOf(query, field, operator).filter(isDate).slice(-1)[0],
  );
  return $gte || $lt ? { ...($gte && { $gte }), ...($lt && { $lt }) } : undefined;
};
const isDate = (text: string) => isoDate.safeParse(text).success;

const anyIdOf = (query: UrlQuery, field: string): UserFilters['role'] => {
  const ids = valuesOf(query, field).filter(isId);
  return ids.length > 0 ? { $in: ids } : undefined;
};

const filtersOf = (query: UrlQuery): UserFilters => {
  return {
    status: anyOfThe(query, 'status', STATUSES),
    type: anyOfThe(query, 'type', USER_TYPES),
    role: anyIdOf(query, 'role'),
    roleGroup: anyIdOf(query, 'roleGroup'),
    account: anyIdOf(query, 'account'),
    dacGroup: anyIdOf(query, 'dacGroup'),
    licence: anyIdOf(query, 'licence'),
    accessLocked: flagOf(query, 'accessLocked'),
    mfaEnabled: flagOf(query, 'mfaEnabled'),
    mfaRequired: flagOf(query, 'mfaRequired'),
    lastLoginAt: lastLoginOf(query),
    keyExpires: keyExpiresOf(query),
    createdAt: rangeOf(query, 'createdAt'),
    updatedAt: rangeOf(query, 'updatedAt'),
  };
};

export const listStateOf = (query: UrlQuery) => ({
  sort: sortOf(query, USER_SORT_FIELDS),
  _q: searchOf(query),
  filters: filtersOf(query),
});

/** The query in the list's URL, as the API takes it. */
export const userListQuery = (query: UrlQuery): UserListQuery => ({
  ...pagingOf(query),
  ...listStateOf(query),
});

/** A filter as conditions of one value each, as they are in the URL and removed one by one. */
export const conditionsOf = (filters: UserFilters = {}): Condition[] =>
  Object.entries(filters).flatMap(([field, operators]) =>
    Object.entries(operators ?? {}).flatMap(([operator, value]: [string, string | string[] | undefined]) => {
      const values = value === undefined ? [] : [value].flat();
      return values.map((one) => ({ [field]: { [operator === '$in' ? '$eq' : operator]: one } }));
    }),
  );

export const filtersOfConditions = ($and: Condition[]): UserFilters => filtersOf({ filters: { $and } });

/** Whether both show the same users in the same order. */
export const isSameState = (one: ListState, other: ListState) => keyOf(one) === keyOf(other);
const keyOf = ({ sort = DEFAULT_USER_SORT, _q = '', filters }: ListState) =>
  JSON.stringify([
    sort,
    _q,
    conditionsOf(filters)
      .map((condition) => JSON.stringify(condition))
      .sort(),
  ]);

/** The columns that a link names; null if it names no existing one. */
export const columnsOf = ({ columns }: UserUrlQuery): UserColumnName[] | null => {
  if (typeof columns !== 'string') return null;
  const names = [...new Set(columns.split(','))];
  const known = names.filter((name): name is UserColumnName =>
    (USER_COLUMN_NAMES as readonly string[]).includes(name),
  );
  return known.length > 0 ? known : null;
};

export const viewIdOf = ({ view }: UserUrlQuery): number | null => (isId(view) ? Number(view) : null);
