import { useDeferredValue, useState } from 'react';

import { Combobox, ComboboxOption } from '@strapi/design-system';

import { useUserQuery, useUsersQuery } from '../../api/users';
import { useTranslation } from '../../translations/use-translation';
import { nameOf } from './user-names';

const CHOICES = '20';

type Props = { value: string | null; onChange: (id: string | null) => void; label?: string };

/** One of all users: typing searches on the server. */
export const UserPicker = ({ value, onChange, label }: Props) => {
  const t = useTranslation();
  const [typed, setTyped] = useState('');
  const { data, isFetching } = useUsersQuery({ pageSize: CHOICES, _q: useDeferredValue(typed) });
  const { data: chosen } = useUserQuery(Number(value), { skip: !value });
  const found = data?.data ?? [];
  const isListed = found.some(({ id }) => String(id) === value);
  const users = chosen && value && !isListed ? [chosen.data, ...found] : found;
  return (
    <Combobox
      aria-label={label}
      // The server has already searched; the results need not contain the letters typed.
      autocomplete="none"
      value={value ?? ''}
      loading={isFetching}
      placeholder={t('users.search.hint')}
      clearLabel={t('clear')}
      noOptionsMessage={() => t('users.none.match')}
      onInputChange={(event) => setTyped(event.currentTarget.value)}
      onChange={(id) => onChange(id || null)}
      onClear={() => onChange(null)}
    >
      {users.map((user) => (
        <ComboboxOption key={user.id} value={String(user.id)}>
          {`${nameOf(user)} (${user.email})`}
        </ComboboxOption>
      ))}
    </Combobox>
  );
};
