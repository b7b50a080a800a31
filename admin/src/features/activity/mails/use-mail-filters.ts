import { MAIL_STATUSES, MAIL_TEMPLATES } from '../../../../../shared/constants';
import type { ListFilter } from '../../../components/FilterBar';
import { useTranslation } from '../../../translations/use-translation';
import { useUserFilter } from '../../../components/user/use-user-filter';

export const useMailFilters = ({ isOfOneUser = false } = {}): ListFilter[] => {
  const t = useTranslation();
  return [
    {
      name: 'status',
      label: t('mail.status'),
      options: MAIL_STATUSES.map((status) => ({ value: status, label: t(`mail.status.${status}`) })),
    },
    {
      name: 'template',
      label: t('mail.template'),
      options: MAIL_TEMPLATES.map((template) => ({ value: template, label: t(`mail-template.${template}`) })),
    },
    {
      name: 'createdAt',
      label: t('mail.createdAt'),
      type: 'datetime',
      operators: [
        { label: t('filter.since'), value: '$gte' },
        { label: t('filter.before'), value: '$lt' },
      ],
    },
    ...useUserFilter(t('mail.userName'), { isOfOneUser }),
  ];
};
