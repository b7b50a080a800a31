import { Flex, Tag, TextButton, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';

import { useTranslation } from '../../translations/use-translation';
import type { Condition } from '../list-query';
import { useDates } from '../use-dates';
import { dayIn, startOfDayIn } from '../zoned-time';
import type { FilterProps } from './FilterButton';
import type { FilterField } from './filter-field';

/** The list's filters in words; each can be removed. Several values of one field read as "or". */
export const FilterTags = ({ fields, conditions, onChange }: FilterProps) => {
  const t = useTranslation();
  const textOf = useConditionText(fields);
  const shown = [...conditions].sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
  if (shown.length === 0) return null;
  return (
    <Flex gap={2} wrap="wrap" role="group" aria-label={t('filters.applied')}>
      {shown.map((condition, index) => {
        const text = textOf(condition);
        return (
          <Flex key={JSON.stringify(condition)} gap={2}>
            {isAlternative(condition, shown[index - 1]) && (
              <Typography textColor="neutral600">{t('filter.or')}</Typography>
            )}
            <Tag
              padding={1}
              icon={<Cross aria-hidden />}
              label={t('filter.remove', { filter: text })}
              onClick={() => onChange(shown.filter((other) => other !== condition))}
            >
              {text}
            </Tag>
          </Flex>
        );
      })}
      {shown.length > 1 && <TextButton onClick={() => onChange([])}>{t('filters.clear')}</TextButton>}
    </Flex>
  );
};

const nameOf = (condition: Condition) => Object.keys(condition)[0] ?? '';

/** A range narrows a list further; another value, or another kind of age, widens it. */
const isAlternative = (condition: Condition, previous: Condition | undefined) => {
  const name = nameOf(condition);
  return previous !== undefined && name === nameOf(previous) && !('$lt' in (condition[name] ?? {}));
};

const useConditionText = (fields: readonly FilterField[]) => {
  const t = useTranslation();
  const { formatDate, timeZone } = useDates();
  /** Without the time, if the day begins or ends there. */
  const moment = (time: number, edge: number) => {
    const isWholeDay = startOfDayIn(dayIn(new Date(edge), timeZone), timeZone).getTime() === edge;
    return formatDate(new Date(time), { dateStyle: 'medium', ...(!isWholeDay && { timeStyle: 'short' }) });
  };

  /** Links of before name a day by a moment of it. */
  const dayOf = (value: string) =>
    /^\d{4}-\d\d-\d\dT/.test(value) ? formatDate(value, { dateStyle: 'medium' }) : undefined;

  return (condition: Condition): string => {
    const name = nameOf(condition);
    const known = fields.find((field) => field.name === name);
    const field = known?.label ?? name;
    const [operator, value = ''] = Object.entries(condition[name] ?? {})[0] ?? [];
    const time = Date.parse(value);
    switch (operator) {
      case '$null':
        return t('filter.never', { field });
      case '$olderThanDays':
        return t('filter.older.of', { field, days: Number(value) });
      case '$withinDays':
        return t('filter.within.of', { field, days: Number(value) });
      case '$gte':
        return t('filter.from.of', { field, date: moment(time, time) });
      case '$lt':
        // The value is the moment after.
        return t('filter.until.of', { field, date: moment(time - 1, time) });
      default:
        return t('filter.of', { field, value: known?.textOf?.(value) ?? dayOf(value) ?? value });
    }
  };
};
