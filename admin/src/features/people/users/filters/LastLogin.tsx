import { useState } from 'react';

import { Checkbox, Flex, NumberInput, SingleSelect, SingleSelectOption } from '@strapi/design-system';

import type { FieldInput } from '../../../../components/filters/filter-field';
import { useTranslation } from '../../../../translations/use-translation';

const ANY = 'any';
const NEVER = 'never';
const OTHER = 'other';
/** The usual choices, in days. */
const AGES = ['30', '90', '180', '365'];
const MAX_DAYS = 9999;

/** The filter by how long ago users signed in last. */
export const LastLogin = ({ label, values, set }: FieldInput) => {
  const t = useTranslation();
  const days = values('$olderThanDays').at(-1);
  const isNever = values('$null').length > 0;
  const [isOther, setIsOther] = useState(days !== undefined && !AGES.includes(days));
  const ask = ($olderThanDays: string, orNever: boolean) =>
    set([{ $olderThanDays }, ...(orNever ? [{ $null: 'true' }] : [])]);

  const choose = (choice: string) => {
    setIsOther(choice === OTHER);
    if (choice === ANY) set([]);
    else if (choice === NEVER) set([{ $null: 'true' }]);
    else if (choice !== OTHER) ask(choice, days !== undefined && isNever);
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <SingleSelect
        size="S"
        aria-label={label}
        value={isOther ? OTHER : (days ?? (isNever ? NEVER : ANY))}
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
      {isOther && (
        <NumberInput
          size="S"
          name="filter-days"
          aria-label={t('filter.days')}
          placeholder={t('filter.days')}
          value={days ? Number(days) : undefined}
          onValueChange={(number) => {
            if (number && number >= 1 && number <= MAX_DAYS) ask(String(Math.floor(number)), isNever);
          }}
        />
      )}
      {days && (
        <Checkbox checked={isNever} onCheckedChange={(isChecked) => ask(days, Boolean(isChecked))}>
          {t('filter.or-never')}
        </Checkbox>
      )}
    </Flex>
  );
};
