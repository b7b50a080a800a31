import { Filters, InputRenderer } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';

export type ChoiceFilter = { name: string; label: string; options: { label: string; value: string }[] };

/** Strapi's filters over fields that have one of a few values. */
export const FilterBar = ({ filters }: { filters: ChoiceFilter[] }) => {
  const t = useTranslation();
  const options = filters.map((filter) => ({
    ...filter,
    type: 'enumeration' as const,
    operators: [{ label: t('filter.is'), value: '$eq' }],
    // With an input of its own, Strapi shows a filter that is set by its label and not by its value.
    input: Choice,
  }));
  return (
    <Filters.Root options={options}>
      <Filters.Trigger />
      <Filters.Popover />
      <Filters.List />
    </Filters.Root>
  );
};

const Choice = ({ name, options = [], 'aria-label': label }: Filters.ValueInputProps) => (
  <InputRenderer
    type="enumeration"
    name={name}
    aria-label={label}
    options={options.map((option) => (typeof option === 'string' ? { value: option } : option))}
  />
);
