import { searchTextOf } from '../../../../../shared/search';
import {
  ORDERED_FIELDS,
  type OrderedField,
  SEARCHED_FIELDS,
  type SearchedField,
} from '../../../../../shared/users/fields';
import { orderKey, orderKeyOfNames } from '../../../domain/order-key';
import type { StoredUser } from './user-row';

type Source = Exclude<SearchedField | OrderedField, 'roles'> | 'roleNames';
type Sources = Pick<StoredUser, Source>;
type Derived = { searchText: string } & Record<`${OrderedField}Order`, string | null>;

/** Fields that derived values are computed from. */
export const SOURCES = [...new Set([...SEARCHED_FIELDS, ...ORDERED_FIELDS])].map((field): Source =>
  field === 'roles' ? 'roleNames' : field,
);

/** Search text and sort keys, stored so that all databases read an index and give the same result. */
export const derivedOf = (user: Sources) => {
  const orders = ORDERED_FIELDS.map((field) => [
    `${field}Order`,
    field === 'roles' ? orderKeyOfNames(user.roleNames) : orderKey(user[field]),
  ]);
  return { searchText: searchTextOf(user), ...Object.fromEntries(orders) } as Derived;
};

/** The derived values that differ after a change. */
export const derivedAnew = (before: Sources, after: Sources): Partial<Derived> => {
  if (SOURCES.every((field) => before[field] === after[field])) return {};
  const old: Record<string, unknown> = derivedOf(before);
  return Object.fromEntries(Object.entries(derivedOf(after)).filter(([name, value]) => value !== old[name]));
};
