import { Filters, InputRenderer, useQueryParams } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';
import { DateFilter, ON_THE_DAY } from './DateFilter';
import { type UrlQuery, valuesOf } from './list-query';
import { useDates } from './use-dates';

/** A field that has one of a few values, or one with a type or an input of its own. */
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
    // With an input of its own, Strapi shows a filter that is set by its label and not by its value.
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

/** The dates that a filter is set to, by which Strapi labels them; by itself it writes them in the browser's zone. */
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
