import { useMemo } from 'react';

import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import { COUNTRIES } from '../../../../../shared/countries';
import { useTranslation } from '../../../translations/use-translation';

/** All countries, by their names in the language of the panel. */
export const CountryField = ({ disabled }: { disabled: boolean }) => {
  const t = useTranslation();
  const { locale, formatDisplayName } = useIntl();
  const { value, initialValue, error, onChange } = useField<string | null>('country');
  const countries = useMemo(
    () =>
      COUNTRIES.map((code) => ({ code, name: formatDisplayName(code, { type: 'region' }) ?? code })).sort(
        (one, other) => one.name.localeCompare(other.name, locale),
      ),
    [formatDisplayName, locale],
  );
  return (
    <Field.Root name="country" error={error}>
      <Field.Label>{t('field.country')}</Field.Label>
      <Combobox
        // Remounted: it shows no text for a value set later, or before its options (design system 2.2).
        key={initialValue}
        defaultTextValue={value ? formatDisplayName(value, { type: 'region' }) : undefined}
        disabled={disabled}
        autocomplete={{ type: 'list', filter: 'contains' }}
        value={value ?? ''}
        clearLabel={t('clear')}
        placeholder={t('field.country.choose')}
        noOptionsMessage={() => t('field.none.match')}
        onChange={(code) => onChange('country', code || null)}
        onClear={() => onChange('country', null)}
      >
        {countries.map(({ code, name }) => (
          <ComboboxOption key={code} value={code}>
            {name}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Error />
    </Field.Root>
  );
};
