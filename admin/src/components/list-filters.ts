import type { Translate } from '../translations/use-translation';
import { ON_THE_DAY } from './DateFilter';
import type { ListFilter } from './FilterBar';

/** A filter with a few fixed values. */
export const choiceFilter = <Value extends string>(
  name: string,
  label: string,
  values: readonly Value[],
  textOf: (value: Value) => string,
): ListFilter => ({ name, label, options: values.map((value) => ({ value, label: textOf(value) })) });

/** A filter by time: on a day if the list supports it (`hasDays`), or since and before a moment. */
export const timeFilter = (label: string, t: Translate, { hasDays = true } = {}): ListFilter => ({
  name: 'createdAt',
  label,
  type: 'datetime',
  operators: [
    ...(hasDays ? [{ label: t('filter.on'), value: ON_THE_DAY }] : []),
    { label: t('filter.since'), value: '$gte' },
    { label: t('filter.before'), value: '$lt' },
  ],
});
