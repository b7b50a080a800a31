import { type Filters, useField, useForm } from '@strapi/strapi/admin';

import { DateInput } from './DateInput';

/** How Strapi's filters say so of a date. */
export const ON_THE_DAY = '$eq';

/** The value of one of Strapi's filters that is a moment, or a day where the filter asks for one. */
export const DateFilter = ({ name, 'aria-label': label }: Filters.ValueInputProps) => {
  const { value, onChange } = useField<string | null>(name);
  const isDay = useForm('DateFilter', ({ values }) => (values as { filter?: string }).filter === ON_THE_DAY);
  return (
    <DateInput
      // A time that was begun is nothing of a day.
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
