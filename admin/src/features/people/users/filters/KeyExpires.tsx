import { SingleSelect, SingleSelectOption } from '@strapi/design-system';

import type { FieldInput } from '../../../../components/filters/filter-field';
import { useTranslation } from '../../../../translations/use-translation';

const ANY = 'any';
/** In days. */
const USUAL = ['7', '14', '30', '90'];

/** The filter by an API key that is about to expire. */
export const KeyExpires = ({ label, values, set }: FieldInput) => {
  const t = useTranslation();
  const days = values('$withinDays').at(-1);
  const choices = days && !USUAL.includes(days) ? [...USUAL, days] : USUAL;
  return (
    <SingleSelect
      size="S"
      aria-label={label}
      value={days ?? ANY}
      onChange={(choice) => set(choice === ANY ? [] : [{ $withinDays: String(choice) }])}
    >
      <SingleSelectOption value={ANY}>{t('filter.any')}</SingleSelectOption>
      {choices.map((choice) => (
        <SingleSelectOption key={choice} value={choice}>
          {t('filter.within', { days: Number(choice) })}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};
