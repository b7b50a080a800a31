import { useQueryParams } from '@strapi/strapi/admin';

import { useUserQuery } from '../../api/users';
import type { FilterField } from '../filters/filter-field';
import { type UrlQuery, valueOf } from '../list-query';
import { useCan } from '../PermissionsProvider';
import { nameOf } from './user-names';
import { UserPicker } from './UserPicker';

/** A list's filter by user, if the person may see users; none on a user's own tab. */
export const useUserFilter = (
  label: string,
  { isOfOneUser = false, name = 'user' }: { isOfOneUser?: boolean; name?: string } = {},
): FilterField[] => {
  const isOffered = useCan()('users.read') && !isOfOneUser;
  const [{ query }] = useQueryParams<UrlQuery>();
  const user = valueOf(query, name);
  const { data } = useUserQuery(Number(user), { skip: !isOffered || !user });
  if (!isOffered) return [];
  return [
    {
      name,
      label,
      textOf: (id) => (data && String(data.data.id) === id ? nameOf(data.data) : undefined),
      input: ({ values, set }) => (
        <UserPicker
          label={label}
          value={values('$eq').at(-1) ?? null}
          onChange={(id) => set(id ? [{ $eq: id }] : [])}
        />
      ),
    },
  ];
};
