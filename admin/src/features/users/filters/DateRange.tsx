import { useEffect, useState } from 'react';

import { Field, Flex, TextInput } from '@strapi/design-system';
import { styled } from 'styled-components';

import { useDates } from '../../../components/use-dates';
import { useTranslation } from '../../../translations/use-translation';
import type { UserFilters } from '../user-list-query';
import { dayOf, startOfDay } from './dates';

type Range = UserFilters['createdAt'];
type Props = { label: string; value: Range; onChange: (range: Range) => void };

/** Two days, both meant, in the zone of the person. */
export const DateRange = ({ label, value, onChange }: Props) => {
  const t = useTranslation();
  const { timeZone } = useDates();
  const set = (change: { $gte?: string; $lt?: string }) => {
    const { $gte, $lt } = { ...value, ...change };
    onChange($gte || $lt ? { ...($gte && { $gte }), ...($lt && { $lt }) } : undefined);
  };
  return (
    <Flex gap={4} alignItems="flex-end">
      <Day
        label={t('filter.from', { field: label })}
        day={dayOf(value?.$gte, timeZone)}
        onChange={(day) => set({ $gte: startOfDay(day, timeZone) ?? undefined })}
      />
      <Day
        label={t('filter.until', { field: label })}
        day={dayOf(value?.$lt, timeZone, { isEnd: true })}
        onChange={(day) => set({ $lt: startOfDay(day, timeZone, 1) ?? undefined })}
      />
    </Flex>
  );
};

/** While a year is typed, it is for a moment one that nobody means: such a day is kept to the field. */
const Day = ({ label, day, onChange }: { label: string; day: string; onChange: (day: string) => void }) => {
  const [typed, setTyped] = useState(day);
  useEffect(() => setTyped(day), [day]);
  return (
    <Field.Root name={label} width="100%">
      <Field.Label>{label}</Field.Label>
      <DateInput
        type="date"
        size="S"
        value={typed}
        onChange={({ target }: React.ChangeEvent<HTMLInputElement>) => {
          setTyped(target.value);
          if (target.value === '' || startOfDay(target.value, 'UTC')) onChange(target.value);
        }}
      />
    </Field.Root>
  );
};

/** So that the browser's own sign for a calendar is seen on a dark ground too. */
const DateInput = styled(TextInput)`
  color-scheme: ${({ theme }) => (theme.colors.neutral0 === '#ffffff' ? 'light' : 'dark')};
`;
