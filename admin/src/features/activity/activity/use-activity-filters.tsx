import { useQueryParams } from '@strapi/strapi/admin';

import { type Activity, LOG_KINDS } from '../../../../../shared/contracts/log';
import { LOG_ACTIONS, TARGET_KINDS } from '../../../../../shared/log/actions';
import type { ListFilter } from '../../../components/FilterBar';
import { choiceFilter, timeFilter } from '../../../components/list-filters';
import { type UrlQuery, valueOf } from '../../../components/list-query';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { actionText } from '../../../components/log/actions';
import { useUserFilter } from '../../../components/user/use-user-filter';
import { aboutName } from './about-name';
import { targetFilter } from './target-path';

/** The filters of the whole log. A single target is picked in its entries and shown as a removable filter. */
export const useActivityFilters = (entries: readonly Activity[]): ListFilter[] => {
  const t = useTranslation();
  const can = useCan();
  const [{ query }] = useQueryParams<UrlQuery>();
  const target = valueOf(query, 'target');
  const chosen = entries.find(({ about }) => targetFilter(about) === target)?.about;
  const targetName = (unknown: string) => (chosen ? aboutName(chosen, t) : unknown);
  const byName = (one: { label: string }, other: { label: string }) => one.label.localeCompare(other.label);
  return [
    ...useUserFilter(t('activity.filter.actor'), { name: 'actor' }),
    {
      name: 'action',
      label: t('activity.filter.action'),
      options: LOG_ACTIONS.map((action) => ({ value: action, label: actionText(action, t) })).sort(byName),
    },
    choiceFilter('about', t('activity.filter.about'), TARGET_KINDS, (kind) => t(`activity.about.${kind}`)),
    ...(target ? [choiceFilter('target', t('activity.filter.target'), [target], targetName)] : []),
    ...useUserFilter(t('activity.filter.user')),
    ...(can('log.read')
      ? [choiceFilter('kind', t('activity.filter.kind'), LOG_KINDS, (kind) => t(`activity.kind.${kind}`))]
      : []),
    timeFilter(t('activity.filter.createdAt'), t),
  ];
};
