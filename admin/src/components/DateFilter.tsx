import { type Filters, useField, useForm } from '@strapi/strapi/admin';

import { DateInput } from './DateInput';

/** The operator for "on this day" in Strapi's filters. */
export const ON_THE_DAY = '$eq';

/** The input of a Strapi filter for a moment, or for a day if the filter asks for one. */
export const DateFilter = ({ name, 'aria-label': label }: Filters.ValueInputProps) => {
  const { value, onChange } = useField<string | null>(name);
  const isDay = useForm('DateFilter', ({ values }) => (values as { filter?: string }).filter === ON_THE_DAY);
  return (
    <DateInput
      // Remounted: a half-typed time means nothing for a day.
      key={String(isDay)}
      name={name}
      label={label}
      isLabelHidden
      edge="start"
      hasTime={!isDay}
      value={value ?? null}
      onChange={(moment) => onChange(name, moment)}
    />
  );
};
