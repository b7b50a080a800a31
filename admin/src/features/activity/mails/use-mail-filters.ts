import { MAIL_STATUSES, MAIL_TEMPLATES } from '../../../../../shared/constants';
import type { ListFilter } from '../../../components/FilterBar';
import { choiceFilter, timeFilter } from '../../../components/list-filters';
import { useTranslation } from '../../../translations/use-translation';
import { useUserFilter } from '../../../components/user/use-user-filter';

export const useMailFilters = ({ isOfOneUser = false } = {}): ListFilter[] => {
  const t = useTranslation();
  return [
    choiceFilter('status', t('mail.status'), MAIL_STATUSES, (status) => t(`mail.status.${status}`)),
    choiceFilter('template', t('mail.template'), MAIL_TEMPLATES, (name) => t(`mail-template.${name}`)),
    timeFilter(t('mail.createdAt'), t, { hasDays: false }),
    ...useUserFilter(t('mail.userName'), { isOfOneUser }),
  ];
};
