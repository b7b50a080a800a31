import { MAIL_STATUSES, MAIL_TEMPLATES } from '../../../../../shared/constants';
import { choiceField, dateField, optionsFor } from '../../../components/filters/fields';
import type { FilterField } from '../../../components/filters/filter-field';
import { useUserFilter } from '../../../components/user/use-user-filter';
import { useTranslation } from '../../../translations/use-translation';

export const useMailFilters = ({ isOfOneUser = false } = {}): FilterField[] => {
  const t = useTranslation();
  return [
    choiceField(
      'status',
      t('mail.status'),
      optionsFor(MAIL_STATUSES, (status) => t(`mail.status.${status}`)),
      t,
    ),
    choiceField(
      'template',
      t('mail.template'),
      optionsFor(MAIL_TEMPLATES, (name) => t(`mail-template.${name}`)),
      t,
    ),
    ...useUserFilter(t('mail.userName'), { isOfOneUser }),
    dateField('createdAt', t('mail.createdAt'), { hasTime: true }),
  ];
};
