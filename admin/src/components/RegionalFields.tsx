import { useMemo } from 'react';

import { Combobox, ComboboxOption, Field, Grid } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import { useTranslation } from '../translations/use-translation';
import { LOCALES, localeName } from './locales';

/** `hasHint: false` if the form already says what they are for. */
type Props = { disabled: boolean; hasHint?: boolean };
type Choice = { value: string; label: string };

export const TimeZoneField = (props: Props) => {
  const zones = useMemo(
    () => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone })),
    [],
  );
  return <ChoiceField {...props} name="timeZone" choices={zones} />;
};

export const LocaleField = (props: Props) => {
  const { locale } = useIntl();
  const locales = useMemo(
    () =>
      LOCALES.map((tag) => ({ value: tag, label: localeName(tag, locale) })).sort((one, other) =>
        one.label.localeCompare(other.label, locale),
      ),
    [locale],
  );
  return <ChoiceField {...props} name="locale" choices={locales} />;
};

/** One of many: typing narrows them down. A value that is not among them is kept. */
const ChoiceField = ({
  name,
  choices,
  disabled,
  hasHint = true,
}: Props & { name: 'timeZone' | 'locale'; choices: Choice[] }) => {
  const t = useTranslation();
  const { value, initialValue, error, onChange } = useField<string | null>(name);
  const labelOf = (chosen: string) => choices.find((choice) => choice.value === chosen)?.label ?? chosen;
  const isForeign = value != null && !choices.some((choice) => choice.value === value);
  return (
    <Grid.Item xs={12} m={6} direction="column" alignItems="stretch">
      <Field.Root name={name} error={error} hint={hasHint && t(`field.${name}.hint`)}>
        <Field.Label>{t(`field.${name}`)}</Field.Label>
        <Combobox
          // Remounted: it shows no text for a value set later, or before its options (design system 2.2).
          key={initialValue}
          defaultTextValue={value ? labelOf(value) : undefined}
          disabled={disabled}
          autocomplete={{ type: 'list', filter: 'contains' }}
          value={value ?? ''}
          clearLabel={t('clear')}
          placeholder={t(`field.${name}.choose`)}
          noOptionsMessage={() => t('field.none.match')}
          onChange={(chosen) => onChange(name, chosen || null)}
          onClear={() => onChange(name, null)}
        >
          {[...(isForeign ? [{ value, label: value }] : []), ...choices].map((choice) => (
            <ComboboxOption key={choice.value} value={choice.value}>
              {choice.label}
            </ComboboxOption>
          ))}
        </Combobox>
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
};
