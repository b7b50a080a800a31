import { useState } from 'react';

import {
  MultiSelect,
  MultiSelectOption,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';

import type { Translate } from '../../translations/use-translation';
import { DateRange } from './DateRange';
import type { FilterField } from './filter-field';

type Option = { value: string; label: string };

/** A field with a few fixed values; any of those chosen may match. */
export const choiceField = (
  name: string,
  label: string,
  options: readonly Option[],
  t: Translate,
): FilterField => ({
  name,
  label,
  textOf: (value) => options.find((option) => option.value === value)?.label,
  input: ({ values, set }) => (
    <MultiSelect
      size="S"
      aria-label={label}
      placeholder={t('filter.any')}
      value={values('$eq')}
      onChange={(chosen: string[]) => set(chosen.map(($eq) => ({ $eq })))}
    >
      {options.map((option) => (
        <MultiSelectOption key={option.value} value={option.value}>
          {option.label}
        </MultiSelectOption>
      ))}
    </MultiSelect>
  ),
});

/** The options of a field for known values. */
export const optionsFor = <Value extends string>(
  values: readonly Value[],
  textOf: (value: Value) => string,
): Option[] => values.map((value) => ({ value, label: textOf(value) }));

const ANY = 'any';

/** A field that is either true or false. */
export const flagField = (name: string, label: string, t: Translate): FilterField => ({
  name,
  label,
  textOf: (value) => t(value === 'true' ? 'yes' : 'no'),
  input: ({ values, set }) => (
    <SingleSelect
      size="S"
      aria-label={label}
      value={values('$eq').at(-1) ?? ANY}
      onChange={(value) => set(value === ANY ? [] : [{ $eq: String(value) }])}
    >
      <SingleSelectOption value={ANY}>{t('filter.any')}</SingleSelectOption>
      <SingleSelectOption value="true">{t('yes')}</SingleSelectOption>
      <SingleSelectOption value="false">{t('no')}</SingleSelectOption>
    </SingleSelect>
  ),
});

/** A field with a date, from and until which one may ask. */
export const dateField = (name: string, label: string, { hasTime = false } = {}): FilterField => ({
  name,
  label,
  isWide: true,
  input: (input) => <DateRange {...input} name={name} hasTime={hasTime} />,
});

/** A field whose value is typed. */
export const textField = (name: string, label: string, placeholder: string): FilterField => ({
  name,
  label,
  input: ({ values, set }) => (
    <TypedValue
      key={values('$eq').at(-1)}
      name={`filter-${name}`}
      label={label}
      placeholder={placeholder}
      value={values('$eq').at(-1) ?? ''}
      onChange={(value) => set(value ? [{ $eq: value }] : [])}
    />
  ),
});

type TypedProps = {
  name: string;
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
};

/** Applies with Enter, or when it is left: half a value would be refused. */
const TypedValue = ({ name, label, placeholder, value, onChange }: TypedProps) => {
  const [typed, setTyped] = useState(value);
  const settle = () => typed.trim() !== value && onChange(typed.trim());
  return (
    <TextInput
      size="S"
      name={name}
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={({ key }) => key === 'Enter' && settle()}
      onBlur={settle}
    />
  );
};
