import { Flex } from '@strapi/design-system';

import { DateInput } from '../../../../components/DateInput';
import { useTranslation } from '../../../../translations/use-translation';
import type { UserFilters } from '../user-list-query';

type Range = UserFilters['createdAt'];
type Props = { name: string; label: string; value: Range; onChange: (range: Range) => void };

/** Two days, both included, in the person's time zone. Each applies as soon as it is valid. */
export const DateRange = ({ name, label, value, onChange }: Props) => {
  const t = useTranslation();
  const set = (change: { $gte?: string; $lt?: string }) => {
    const { $gte, $lt } = { ...value, ...change };
    onChange($gte || $lt ? { ...($gte && { $gte }), ...($lt && { $lt }) } : undefined);
  };
  return (
    <Flex gap={4} alignItems="flex-start">
      <DateInput
        name={`filter-${name}-from`}
        label={t('filter.from', { field: label })}
        edge="start"
        hasTime={false}
        size="S"
        value={value?.$gte ?? null}
        onChange={(moment, isWrong) => !isWrong && set({ $gte: moment ?? undefined })}
      />
      <DateInput
        name={`filter-${name}-until`}
        label={t('filter.until', { field: label })}
        edge="end"
        hasTime={false}
        size="S"
        value={later(value?.$lt ?? null, -1)}
        onChange={(moment, isWrong) => !isWrong && set({ $lt: later(moment, 1) ?? undefined })}
      />
    </Flex>
  );
};

/** The list's end is exclusive: it is the start of the day after. */
const later = (moment: string | null, milliseconds: number) =>
  moment && new Date(new Date(moment).getTime() + milliseconds).toISOString();
