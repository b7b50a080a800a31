import { Filters, InputRenderer, useQueryParams } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';
import { DateFilter, ON_THE_DAY } from './DateFilter';
import { type UrlQuery, valuesOf } from './list-query';
import { useDates } from './use-dates';

/** A field with a few fixed values, or one with its own type or input. */
export type ListFilter = {
  name: string;
  label: string;
  options?: { label: string; value: string }[];
} & Partial<Pick<Filters.Filter, 'type' | 'operators' | 'input'>>;

/** Strapi's filters over the fields of a list. */
export const FilterBar = ({ filters }: { filters: ListFilter[] }) => {
  const t = useTranslation();
  const datesOf = useSetDates();
  const options = filters.map((filter) => ({
    type: 'enumeration' as const,
    operators: [{ label: t('filter.is'), value: '$eq' }],
    // With its own input, Strapi shows a set filter by its label instead of its value.
    ...(filter.options && { input: Choice }),
    ...(filter.type === 'datetime' && { input: DateFilter, options: datesOf(filter) }),
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

/** Labels for the dates that filters are set to: Strapi itself writes them in the browser's time zone. */
const useSetDates = () => {
  const [{ query }] = useQueryParams<UrlQuery>();
  const { formatDate } = useDates();
  return ({ name, operators = [] }: ListFilter) =>
    operators.flatMap(({ value: operator }) =>
      valuesOf(query, name, operator)
        .filter((value) => !Number.isNaN(Date.parse(value)))
        .map((value) => ({
          value,
          label: formatDate(value, {
            dateStyle: 'full',
            ...(operator !== ON_THE_DAY && { timeStyle: 'short' }),
          }),
        })),
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
