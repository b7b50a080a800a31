import { Field, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';

type Props = {
  name: string;
  label: string;
  hint: string;
  placeholder: string;
  /** Undefined until loaded, or if the person may not see them. */
  choices: readonly { id: number; name: string }[] | undefined;
  required?: boolean;
  disabled: boolean;
};

/** A form field that holds several of the choices, as their ids in text. */
export const SeveralField = ({ name, label, hint, placeholder, choices, required, disabled }: Props) => {
  const t = useTranslation();
  const { value, error, onChange } = useField<string[]>(name);
  const nameOf = (id: string) => choices?.find((choice) => String(choice.id) === id)?.name ?? id;
  return (
    <Field.Root name={name} error={error} hint={hint} required={required}>
      <Field.Label>{label}</Field.Label>
      <MultiSelect
        // Not as tags: the design system gives their buttons no accessible name.
        customizeContent={(ids = []) => ids.map(nameOf).join(', ')}
        disabled={disabled}
        placeholder={placeholder}
        clearLabel={t('clear')}
        value={choices ? (value ?? []) : []}
        onChange={(ids) => onChange(name, ids)}
        onClear={() => onChange(name, [])}
      >
        {choices?.map((choice) => (
          <MultiSelectOption key={choice.id} value={String(choice.id)}>
            {choice.name}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};
