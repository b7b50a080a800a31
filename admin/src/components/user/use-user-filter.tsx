import { type Filters, useField, useQueryParams } from '@strapi/strapi/admin';

import { useUserQuery } from '../../api/users';
import type { ListFilter } from '../FilterBar';
import { type UrlQuery, valueOf } from '../list-query';
import { useCan } from '../PermissionsProvider';
import { nameOf } from './user-names';
import { UserPicker } from './UserPicker';

/** A list's filter by user, if the person may see users; none on a user's own tab. */
export const useUserFilter = (
  label: string,
  { isOfOneUser = false, name = 'user' }: { isOfOneUser?: boolean; name?: string } = {},
): ListFilter[] => {
  const isOffered = useCan()('users.read') && !isOfOneUser;
  const [{ query }] = useQueryParams<UrlQuery>();
  const user = valueOf(query, name);
  const { data } = useUserQuery(Number(user), { skip: !isOffered || !user });
  if (!isOffered) return [];
  const options = data ? [{ value: String(data.data.id), label: nameOf(data.data) }] : [];
  return [{ name, label, input: UserInput, options }];
};

const UserInput = ({ name, 'aria-label': label }: Filters.ValueInputProps) => {
  const { value, onChange } = useField<string | null>(name);
  return <UserPicker label={label} value={value ?? null} onChange={(id) => onChange(name, id)} />;
};
