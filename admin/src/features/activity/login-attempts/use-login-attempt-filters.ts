import { OUTCOMES, REASONS } from '../../../../../shared/constants';
import { choiceField, dateField, optionsFor, textField } from '../../../components/filters/fields';
import type { FilterField } from '../../../components/filters/filter-field';
import { useUserFilter } from '../../../components/user/use-user-filter';
import { useTranslation } from '../../../translations/use-translation';

/** The history's filters; by user only if the person may see users, and not on a user's own tab. */
export const useLoginAttemptFilters = ({ isOfOneUser = false } = {}): FilterField[] => {
  const t = useTranslation();
  return [
    choiceField(
      'outcome',
      t('field.outcome'),
      optionsFor(OUTCOMES, (outcome) => t(`outcome.${outcome}`)),
      t,
    ),
    choiceField(
      'reason',
      t('field.reason'),
      optionsFor(REASONS, (reason) => t(`reason.${reason}`)),
      t,
    ),
    textField('ip', t('attempt.ip'), t('attempt.ip.hint')),
    ...useUserFilter(t('attempt.userName'), { isOfOneUser }),
    dateField('createdAt', t('attempt.createdAt'), { hasTime: true }),
  ];
};
