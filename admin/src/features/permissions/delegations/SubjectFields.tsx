import { useDeferredValue, useState, type ReactNode } from 'react';

import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { useDacGroupsQuery } from '../../../api/dac-groups';
import { MAX_SEARCH_LENGTH } from '../../../components/list-query';
import { useTranslation } from '../../../translations/use-translation';
import { labelOf } from '../../../components/DacGroupPicker';
import { UserPicker } from '../../../components/user/UserPicker';

const CHOICES = '50';

type FieldProps = {
  name: string;
  label: string;
  hint: string;
  error: string | undefined;
  children: ReactNode;
};

const RequiredField = ({ name, label, hint, error, children }: FieldProps) => (
  <Field.Root name={name} error={error} hint={hint} required>
    <Field.Label>{label}</Field.Label>
    {children}
    <Field.Error />
    <Field.Hint />
  </Field.Root>
);

export const UserField = () => {
  const t = useTranslation();
  const { value, error, onChange } = useField<string | null>('forUser');
  return (
    <RequiredField
      name="forUser"
      label={t('delegation.kind.user')}
      hint={t('delegation.user.hint')}
      error={error}
    >
      <UserPicker value={value ?? null} onChange={(id) => onChange('forUser', id)} />
    </RequiredField>
  );
};

/** One of all groups: typing searches on the server. */
export const DacGroupField = () => {
  const t = useTranslation();
  const { value, error, onChange } = useField<string | null>('forDacGroup');
  const [typed, setTyped] = useState('');
  const _q = useDeferredValue(typed).slice(0, MAX_SEARCH_LENGTH) || undefined;
  const { data, isFetching } = useDacGroupsQuery({ pageSize: CHOICES, _q });
  return (
    <RequiredField
      name="forDacGroup"
      label={t('delegation.kind.dac-group')}
      hint={t('delegation.dac-group.hint')}
      error={error}
    >
      <Combobox
        // The server has already searched; the results need not contain the letters typed.
        autocomplete="none"
        value={value ?? ''}
        placeholder={t('dac.search.hint')}
        clearLabel={t('clear')}
        noOptionsMessage={() => t(isFetching ? 'loading' : 'dac.none.match')}
        onInputChange={(event) => setTyped(event.currentTarget.value)}
        onChange={(id) => onChange('forDacGroup', id || null)}
        onClear={() => onChange('forDacGroup', null)}
      >
        {(data?.data ?? []).map((group) => (
          <ComboboxOption key={group.id} value={String(group.id)}>
            {labelOf(group)}
          </ComboboxOption>
        ))}
      </Combobox>
    </RequiredField>
  );
};
