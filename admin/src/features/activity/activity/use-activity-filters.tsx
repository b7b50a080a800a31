import { useQueryParams } from '@strapi/strapi/admin';

import { type Activity, LOG_KINDS } from '../../../../../shared/contracts/log';
import { LOG_ACTIONS, TARGET_KINDS } from '../../../../../shared/log/actions';
import type { ListFilter } from '../../../components/FilterBar';
import { type UrlQuery, valueOf } from '../../../components/list-query';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { actionText } from '../../../components/log/actions';
import { useUserFilter } from '../../../components/user/use-user-filter';
import { aboutName } from './about-name';
import { targetFilter } from './target-path';

/** What the whole log can be filtered by. One thing is chosen in its entries, and shown as a filter that can be taken off. */
export const useActivityFilters = (entries: readonly Activity[]): ListFilter[] => {
  const t = useTranslation();
  const can = useCan();
  const [{ query }] = useQueryParams<UrlQuery>();
  const target = valueOf(query, 'target');
  const chosen = entries.find(({ about }) => targetFilter(about) === target)?.about;
  const byName = (one: { label: string }, other: { label: string }) => one.label.localeCompare(other.label);
  return [
    ...useUserFilter(t('activity.filter.actor'), { name: 'actor' }),
    {
      name: 'action',
      label: t('activity.filter.action'),
      options: LOG_ACTIONS.map((action) => ({ value: action, label: actionText(action, t) })).sort(byName),
    },
    {
      name: 'about',
      label: t('activity.filter.about'),
      options: TARGET_KINDS.map((kind) => ({ value: kind, label: t(`activity.about.${kind}`) })),
    },
    ...(target
      ? [
          {
            name: 'target',
            label: t('activity.filter.target'),
            options: [{ value: target, label: chosen ? aboutName(chosen, t) : target }],
          },
        ]
      : []),
    ...useUserFilter(t('activity.filter.user')),
    ...(can('log.read')
      ? [
          {
            name: 'kind',
            label: t('activity.filter.kind'),
            options: LOG_KINDS.map((kind) => ({ value: kind, label: t(`activity.kind.${kind}`) })),
          },
        ]
      : []),
    {
      name: 'createdAt',
      label: t('activity.filter.createdAt'),
      type: 'datetime',
      operators: [
        { label: t('filter.on'), value: '$eq' },
        { label: t('filter.since'), value: '$gte' },
        { label: t('filter.before'), value: '$lt' },
      ],
    },
  ];
};
