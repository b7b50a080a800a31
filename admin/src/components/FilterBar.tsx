import { Filters, InputRenderer } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';

/** A field that has one of a few values, or one with a type or an input of its own. */
export type ListFilter = {
  name: string;
  label: string;
  options?: { label: string; value: string }[];
} & Partial<Pick<Filters.Filter, 'type' | 'operators' | 'input'>>;

/** Strapi's filters over the fields of a list. */
export const FilterBar = ({ filters }: { filters: ListFilter[] }) => {
  const t = useTranslation();
  const options = filters.map((filter) => ({
    type: 'enumeration' as const,
    operators: [{ label: t('filter.is'), value: '$eq' }],
    // With an input of its own, Strapi shows a filter that is set by its label and not by its value.
    ...(filter.options && { input: Choice }),
    ...filter,
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
