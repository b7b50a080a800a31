import { useDeferredValue, useState } from 'react';

import { Combobox, ComboboxOption, Field, Grid } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { useUsersQuery } from '../../api/users';
import { useTranslation } from '../../translations/use-translation';
import { nameOf } from '../users/user-names';

const CHOICES = '20';

/** One of all users: what is typed is looked up on the server. */
export const UserField = () => {
  const t = useTranslation();
  const { value, error, onChange } = useField<string | null>('user');
  const [typed, setTyped] = useState('');
  const { data, isFetching } = useUsersQuery({ pageSize: CHOICES, _q: useDeferredValue(typed) });
  return (
    <Grid.Item xs={12} m={6} direction="column" alignItems="stretch">
      <Field.Root name="user" error={error} hint={t('explain.user.hint')} required>
        <Field.Label>{t('explain.user')}</Field.Label>
        <Combobox
          autocomplete={{ type: 'list', filter: 'contains' }}
          value={value ?? ''}
          loading={isFetching}
          placeholder={t('users.search.hint')}
          clearLabel={t('clear')}
          noOptionsMessage={() => t('users.none.match')}
          onInputChange={(event) => setTyped(event.currentTarget.value)}
          onChange={(id) => onChange('user', id || null)}
          onClear={() => onChange('user', null)}
        >
          {data?.data.map((user) => (
            <ComboboxOption key={user.id} value={String(user.id)}>
              {`${nameOf(user)} (${user.email})`}
            </ComboboxOption>
          ))}
        </Combobox>
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
};
