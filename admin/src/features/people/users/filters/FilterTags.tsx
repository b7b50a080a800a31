import { Flex, Tag, TextButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';

import { useAccountsQuery } from '../../../../api/accounts';
import type { Condition } from '../../../../components/list-query';
import { useCan } from '../../../../components/PermissionsProvider';
import { useDates } from '../../../../components/use-dates';
import { type TextId, useTranslation } from '../../../../translations/use-translation';
import { conditionsOf, type FilterProps, filtersOfConditions } from '../user-list-query';
import { useChoiceFields } from './use-filter-fields';

/** The list's filters in words; each can be removed. */
export const FilterTags = ({ filters, onChange, onClear }: FilterProps & { onClear: () => void }) => {
  const t = useTranslation();
  const conditions = conditionsOf(filters);
  const textOf = useConditionText({ hasAccount: filters.account !== undefined });
  if (conditions.length === 0) return null;
  return (
    <Flex gap={2} wrap="wrap" paddingBottom={4} role="group" aria-label={t('filters.applied')}>
      {conditions.map((condition) => {
        const text = textOf(condition);
        return (
          <Tag
            key={JSON.stringify(condition)}
            padding={1}
            icon={<Cross aria-hidden />}
            label={t('filter.remove', { filter: text })}
            onClick={() => onChange(filtersOfConditions(conditions.filter((other) => other !== condition)))}
          >
            {text}
          </Tag>
        );
      })}
      <TextButton onClick={onClear}>{t('filters.clear')}</TextButton>
    </Flex>
  );
};

const useConditionText = ({ hasAccount }: { hasAccount: boolean }) => {
  const t = useTranslation();
  const { formatDate } = useDates();
  const choices = useChoiceFields();
  const can = useCan();
  const { data: accounts } = useAccountsQuery(undefined, { skip: !hasAccount || !can('accounts.read') });

  return (condition: Condition): string => {
    const [name = '', operators = {}] = Object.entries(condition)[0] ?? [];
    const [operator, value = ''] = Object.entries(operators)[0] ?? [];
    const field = t(`field.${name}` as TextId);
    switch (operator) {
      case '$null':
        return t('filter.never', { field });
      case '$olderThanDays':
        return t('filter.older.of', { field, days: Number(value) });
      case '$gte':
        return t('filter.from.of', { field, date: formatDate(value, { dateStyle: 'medium' }) });
      case '$lt': {
        // The value is the start of the day after.
        const last = new Date(value).getTime() - 1;
        return t('filter.until.of', { field, date: formatDate(last, { dateStyle: 'medium' }) });
      }
      default: {
        const options = choices.find((choice) => choice.name === name)?.options;
        const word =
          name === 'account'
            ? accounts?.data.find(({ id }) => String(id) === value)?.name
            : options?.find((option) => option.value === value)?.label;
        return t('filter.of', {
          field,
          value: word ?? (value === 'true' ? t('yes') : value === 'false' ? t('no') : value),
        });
      }
    }
  };
};
