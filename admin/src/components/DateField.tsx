import { useField } from '@strapi/strapi/admin';

import { DateInput, type DateInputProps } from './DateInput';

type Props = Omit<DateInputProps, 'value' | 'onChange' | 'error'>;

/** A date and time in a form. Strapi's `datetime` loses what is typed if the form is submitted at once. */
export const DateField = (props: Props) => {
  const { value, error, onChange } = useField<string | null>(props.name);
  return (
    <DateInput
      {...props}
      value={value ?? null}
      error={error}
      onChange={(moment) => onChange(props.name, moment)}
    />
  );
};
