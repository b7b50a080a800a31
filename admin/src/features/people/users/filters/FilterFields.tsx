import {
  Box,
  Checkbox,
  Field,
  Flex,
  Grid,
  MultiSelect,
  MultiSelectOption,
  NumberInput,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { useState } from 'react';

import { useTranslation } from '../../../../translations/use-translation';
import { conditionsOf, type FilterProps, filtersOfConditions, type UserFilters } from '../user-list-query';
import { AccountFilter } from './AccountFilter';
import { DateRange } from './DateRange';
import { DATES, FLAGS, useChoiceFields } from './use-filter-fields';

export const FilterFields = ({ filters, onChange }: FilterProps) => {
  const t = useTranslation();
  const choices = useChoiceFields();
  const set = (change: UserFilters) => onChange({ ...filters, ...change });
  const valuesOf = (field: string) =>
    conditionsOf(filters).flatMap((condition) => condition[field]?.$eq ?? []);

  return (
    <Box padding={4} width="56rem" maxWidth="90vw" maxHeight="65vh" overflow="auto">
      <Grid.Root gap={4} gridCols={2} role="group" aria-label={t('filters')}>
        {choices.map(({ name, label, options }) => (
          <Grid.Item key={name} col={1} direction="column" alignItems="stretch">
            <Field.Root name={`filter-${name}`}>
              <Field.Label>{label}</Field.Label>
              <MultiSelect
                size="S"
                aria-label={label}
                placeholder={t('filter.any')}
                value={valuesOf(name)}
                onChange={(values: string[]) =>
                  onChange(
                    filtersOfConditions([
                      ...conditionsOf({ ...filters, [name]: undefined }),
                      ...values.map(($eq) => ({ [name]: { $eq } })),
                    ]),
                  )
                }
              >
                {options.map(({ value, label: text }) => (
                  <MultiSelectOption key={value} value={value}>
                    {text}
                  </MultiSelectOption>
                ))}
              </MultiSelect>
            </Field.Root>
          </Grid.Item>
        ))}
        <AccountFilter filters={filters} onChange={onChange} />
        {FLAGS.map((name) => (
          <Grid.Item key={name} col={1} direction="column" alignItems="stretch">
            <Field.Root name={`filter-${name}`}>
              <Field.Label>{t(`field.${name}`)}</Field.Label>
              <SingleSelect
                size="S"
                aria-label={t(`field.${name}`)}
                value={filters[name]?.$eq ?? ANY}
                onChange={(value) =>
                  set({ [name]: value === 'true' || value === 'false' ? { $eq: value } : undefined })
                }
              >
                <SingleSelectOption value={ANY}>{t('filter.any')}</SingleSelectOption>
                <SingleSelectOption value="true">{t('yes')}</SingleSelectOption>
                <SingleSelectOption value="false">{t('no')}</SingleSelectOption>
              </SingleSelect>
            </Field.Root>
          </Grid.Item>
        ))}
        <Grid.Item col={1} direction="column" alignItems="stretch">
          <LastLogin value={filters.lastLoginAt} onChange={(lastLoginAt) => set({ lastLoginAt })} />
        </Grid.Item>
        {DATES.map((name) => (
          <Grid.Item key={name} col={2} direction="column" alignItems="stretch">
            <DateRange
              name={name}
              label={t(`field.${name}`)}
              value={filters[name]}
              onChange={(range) => set({ [name]: range })}
            />
          </Grid.Item>
        ))}
      </Grid.Root>
    </Box>
  );
};

const ANY = 'any';
const NEVER = 'never';
const OTHER = 'other';
/** The usual choices, in days. */
const AGES = ['30', '90', '180', '365'];
const MAX_DAYS = 9999;

type LastLoginFilter = UserFilters['lastLoginAt'];
type LastLoginProps = { value: LastLoginFilter; onChange: (value: LastLoginFilter) => void };

const LastLogin = ({ value, onChange }: LastLoginProps) => {
  const t = useTranslation();
  const days = value?.$olderThanDays;
  const [isOther, setIsOther] = useState(days !== undefined && !AGES.includes(days));
  const never = value?.$null ? { $null: 'true' as const } : {};

  const choose = (choice: string) => {
    setIsOther(choice === OTHER);
    if (choice === ANY) onChange(undefined);
    else if (choice === NEVER) onChange({ $null: 'true' });
    else if (choice !== OTHER) onChange({ ...(days && never), $olderThanDays: choice });
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Field.Root name="filter-lastLoginAt">
        <Field.Label>{t('field.lastLoginAt')}</Field.Label>
        <SingleSelect
          size="S"
          aria-label={t('field.lastLoginAt')}
          value={isOther ? OTHER : (days ?? (value?.$null ? NEVER : ANY))}
          onChange={(choice) => choose(String(choice))}
        >
          <SingleSelectOption value={ANY}>{t('filter.any')}</SingleSelectOption>
          <SingleSelectOption value={NEVER}>{t('never')}</SingleSelectOption>
          {AGES.map((age) => (
            <SingleSelectOption key={age} value={age}>
              {t('filter.older', { days: Number(age) })}
            </SingleSelectOption>
          ))}
          <SingleSelectOption value={OTHER}>{t('filter.older.other')}</SingleSelectOption>
        </SingleSelect>
      </Field.Root>
      {isOther && (
        <NumberInput
          size="S"
          name="filter-days"
          aria-label={t('filter.days')}
          placeholder={t('filter.days')}
          value={days ? Number(days) : undefined}
          onValueChange={(number) => {
            if (number && number >= 1 && number <= MAX_DAYS)
              onChange({ ...never, $olderThanDays: String(Math.floor(number)) });
          }}
        />
      )}
      {days && (
        <Checkbox
          checked={Boolean(value?.$null)}
          onCheckedChange={(isChecked) =>
            onChange({ $olderThanDays: days, ...(isChecked && { $null: 'true' as const }) })
          }
        >
          {t('filter.or-never')}
        </Checkbox>
      )}
    </Flex>
  );
};
