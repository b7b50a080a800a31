import { useQueryParams } from '@strapi/strapi/admin';

import { type Activity, LOG_KINDS } from '../../../../../shared/contracts/log';
import { LOG_ACTIONS, TARGET_KINDS } from '../../../../../shared/log/actions';
import { choiceField, dateField, optionsFor } from '../../../components/filters/fields';
import type { FilterField } from '../../../components/filters/filter-field';
import { type UrlQuery, valueOf } from '../../../components/list-query';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { actionText } from '../../../components/log/actions';
import { useUserFilter } from '../../../components/user/use-user-filter';
import { aboutName } from './about-name';
import { targetFilter } from './target-path';

/** The filters of the whole log. A single target is picked in its entries and shown as a removable filter. */
export const useActivityFilters = (entries: readonly Activity[]): FilterField[] => {
  const t = useTranslation();
  const can = useCan();
  const [{ query }] = useQueryParams<UrlQuery>();
  const target = valueOf(query, 'target');
  const chosen = entries.find(({ about }) => targetFilter(about) === target)?.about;
  const targetName = (unknown: string) => (chosen ? aboutName(chosen, t) : unknown);
  const byName = (one: { label: string }, other: { label: string }) => one.label.localeCompare(other.label);
  return [
    ...useUserFilter(t('activity.filter.actor'), { name: 'actor' }),
    choiceField(
      'action',
      t('activity.filter.action'),
      optionsFor(LOG_ACTIONS, (action) => actionText(action, t)).sort(byName),
      t,
    ),
    choiceField(
      'about',
      t('activity.filter.about'),
      optionsFor(TARGET_KINDS, (kind) => t(`activity.about.${kind}`)),
      t,
    ),
    ...(target
      ? [choiceField('target', t('activity.filter.target'), optionsFor([target], targetName), t)]
      : []),
    ...useUserFilter(t('activity.filter.user')),
    ...(can('log.read')
      ? [
          choiceField(
            'kind',
            t('activity.filter.kind'),
            optionsFor(LOG_KINDS, (kind) => t(`activity.kind.${kind}`)),
            t,
          ),
        ]
      : []),
    dateField('createdAt', t('activity.filter.createdAt'), { hasTime: true }),
  ];
};
