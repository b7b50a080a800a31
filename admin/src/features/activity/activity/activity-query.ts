import { MAIL_TEMPLATES } from '../../../../../shared/constants';
import { LOG_KINDS } from '../../../../../shared/contracts/log';
import { LOG_ACTIONS, TARGET_KINDS } from '../../../../../shared/log/actions';
import type { ActivityFilters, ActivityQuery } from '../../../api/activity';
import { anyOfThe, isId, momentsIn, pagingOf, type UrlQuery, valueOf } from '../../../components/list-query';

const idIn = (query: UrlQuery, field: string) => {
  const value = valueOf(query, field);
  return isId(value) ? { $eq: value } : undefined;
};

/** The filters in the page's URL, which can contain anything: what makes no sense is left out. */
export const activityFilters = (query: UrlQuery, timeZone: string): ActivityFilters => {
  const { from, to } = momentsIn(query, timeZone);
  const about = anyOfThe(query, 'about', TARGET_KINDS);
  const target = valueOf(query, 'target');
  const kind = LOG_KINDS.find((known) => known === valueOf(query, 'kind'));
  return {
    actor: idIn(query, 'actor'),
    action: anyOfThe(query, 'action', LOG_ACTIONS),
    ...(kind && { kind: { $eq: kind } }),
    about,
    // An id means something only within one kind.
    ...(target && about?.$in.length === 1 && isTarget(target, about.$in[0]) && { target: { $eq: target } }),
    user: idIn(query, 'user'),
    ...((from ?? to) && { createdAt: { $gte: from?.toISOString(), $lt: to?.toISOString() } }),
  };
};

const isTarget = (target: string, kind: (typeof TARGET_KINDS)[number] | undefined) =>
  kind === 'mail-template'
    ? (MAIL_TEMPLATES as readonly string[]).includes(target)
    : kind !== 'environment' && isId(target);

export const activityQuery = (query: UrlQuery, timeZone: string): ActivityQuery => ({
  ...pagingOf(query),
  filters: activityFilters(query, timeZone),
});
