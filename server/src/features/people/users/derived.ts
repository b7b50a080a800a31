import { searchTextOf } from '../../../../../shared/search';
import { orderKey, orderKeyOfNames } from '../../../domain/order-key';
import type { StoredUser } from './user-row';

/** Fields that others follow from. */
export const SOURCES = [
  'email',
  'mobile',
  'userName',
  'displayName',
  'firstname',
  'lastname',
  'roleNames',
] as const satisfies readonly (keyof StoredUser)[];
type Sources = Pick<StoredUser, (typeof SOURCES)[number]>;

/** What an entry is searched and sorted by, kept beside it so that databases read an index and all of them alike. */
export const derivedOf = (user: Sources) => ({
  searchText: searchTextOf(user),
  userNameOrder: orderKey(user.userName),
  displayNameOrder: orderKey(user.displayName),
  firstnameOrder: orderKey(user.firstname),
  lastnameOrder: orderKey(user.lastname),
  emailOrder: orderKey(user.email),
  mobileOrder: orderKey(user.mobile),
  rolesOrder: orderKeyOfNames(user.roleNames),
});
export type Derived = ReturnType<typeof derivedOf>;
export const DERIVED = [
  'searchText',
  'userNameOrder',
  'displayNameOrder',
  'firstnameOrder',
  'lastnameOrder',
  'emailOrder',
  'mobileOrder',
  'rolesOrder',
] as const satisfies readonly (keyof Derived)[];

/** As much of it as follows from what has changed. */
export const derivedAnew = (before: Sources, after: Sources): Partial<Derived> => {
  if (SOURCES.every((field) => before[field] === after[field])) return {};
  const old: Record<string, unknown> = derivedOf(before);
  return Object.fromEntries(Object.entries(derivedOf(after)).filter(([name, value]) => value !== old[name]));
};
