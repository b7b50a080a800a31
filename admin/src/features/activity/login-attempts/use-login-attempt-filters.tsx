import { TextInput } from '@strapi/design-system';
import { type Filters, useField } from '@strapi/strapi/admin';

import { OUTCOMES, REASONS } from '../../../../../shared/constants';
import type { ListFilter } from '../../../components/FilterBar';
import { choiceFilter, timeFilter } from '../../../components/list-filters';
import { useTranslation } from '../../../translations/use-translation';
import { useUserFilter } from '../../../components/user/use-user-filter';

/** The history's filters; by user only if the person may see users, and not on a user's own tab. */
export const useLoginAttemptFilters = ({ isOfOneUser = false } = {}): ListFilter[] => {
  const t = useTranslation();
  return [
    choiceFilter('outcome', t('field.outcome'), OUTCOMES, (outcome) => t(`outcome.${outcome}`)),
    choiceFilter('reason', t('field.reason'), REASONS, (reason) => t(`reason.${reason}`)),
    { name: 'ip', label: t('attempt.ip'), type: 'string', input: AddressInput },
    timeFilter(t('attempt.createdAt'), t),
    ...useUserFilter(t('attempt.userName'), { isOfOneUser }),
  ];
};

const AddressInput = ({ name, 'aria-label': label }: Filters.ValueInputProps) => {
  const t = useTranslation();
  const { value, onChange } = useField<string>(name);
  return (
    <TextInput
      name={name}
      aria-label={label}
      placeholder={t('attempt.ip.hint')}
      value={value ?? ''}
      onChange={(event) => onChange(name, event.target.value)}
    />
  );
};
