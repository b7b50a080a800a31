import { Flex } from '@strapi/design-system';

import { useTranslation } from '../../translations/use-translation';
import { DateInput } from '../DateInput';
import type { FieldInput } from './filter-field';

type Props = FieldInput & { name: string; hasTime: boolean };

/** Two moments, both included, in the person's time zone. Each applies as soon as it is valid. */
export const DateRange = ({ name, label, values, set, hasTime }: Props) => {
  const t = useTranslation();
  const [from, until] = [values('$gte').at(-1), values('$lt').at(-1)];
  const change = (range: { from?: string; until?: string }) => {
    const asked = { from, until, ...range };
    set([...(asked.from ? [{ $gte: asked.from }] : []), ...(asked.until ? [{ $lt: asked.until }] : [])]);
  };
  return (
    <Flex gap={4} alignItems="flex-start" wrap="wrap">
      <DateInput
        name={`filter-${name}-from`}
        label={t('filter.from', { field: label })}
        edge="start"
        hasTime={hasTime}
        size="S"
        value={from ?? null}
        onChange={(moment, isWrong) => !isWrong && change({ from: moment ?? undefined })}
      />
      <DateInput
        name={`filter-${name}-until`}
        label={t('filter.until', { field: label })}
        edge="end"
        hasTime={hasTime}
        size="S"
        value={later(until, -1)}
        onChange={(moment, isWrong) => !isWrong && change({ until: later(moment, 1) ?? undefined })}
      />
    </Flex>
  );
};

/** The list's end is exclusive: it is the moment after. */
const later = (moment: string | null | undefined, milliseconds: number) =>
  moment ? new Date(new Date(moment).getTime() + milliseconds).toISOString() : null;
