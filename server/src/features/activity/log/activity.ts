/** The whole log, for those who may see it: of users, and of what belongs to nobody. */

import type { z } from 'zod';

import { MAIL_TEMPLATES } from '../../../../../shared/constants';
import type * as contracts from '../../../../../shared/contracts/log';
import type { Activity, ActivityFilters } from '../../../../../shared/contracts/log';
import { TARGET_KINDS, type TargetKind } from '../../../../../shared/log/actions';
import { refuse } from '../../../../../shared/refusals';
import type { Actor } from '../../../platform/actor';
import { fieldError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { entriesOf, findUser } from '../../people/users/store';
import * as store from './activity-store';
import type { ActivityFilter, StoredActivity } from './activity-store';
import * as logStore from './store';

const TARGET = ['filters', 'target', '$eq'];

/** One target: takes exactly one kind, and the id (or template name) of that kind. */
const targetOf = (text: string, about: readonly TargetKind[] | undefined): ActivityFilter['target'] => {
  const [kind, ...others] = about ?? [];
  if (kind === undefined || others.length > 0) throw fieldError('VALIDATION', TARGET, refuse('malformed'));
  if (kind === 'mail-template') {
    if ((MAIL_TEMPLATES as readonly string[]).includes(text)) return { kind, name: text };
  } else if (kind !== 'environment' && /^[1-9]\d{0,8}$/.test(text)) return { kind, id: Number(text) };
  throw fieldError('VALIDATION', TARGET, refuse('malformed'));
};

export const filterOf = async (
  strapi: Strapi,
  filters: ActivityFilters,
  actor: Actor,
): Promise<ActivityFilter> => {
  const { actor: by, action, kind, about, target, user, createdAt } = filters;
  return {
    actorId: by && ((await findUser(strapi, by.$eq))?.adminUserId ?? null),
    actions: action,
    // Notes are only for those who may read a user's log.
    kind: actor.can('log.read') ? kind?.$eq : 'change',
    ...(kind?.$eq === 'note' && !actor.can('log.read') && { actorId: null }),
    about,
    target: target && targetOf(target.$eq, about),
    userId: user?.$eq,
    from: createdAt?.from ?? undefined,
    before: createdAt?.before ?? undefined,
  };
};

/** Adds the current names, in one lookup per kind, and whether the things still exist. */
export const describe = async (strapi: Strapi, entries: readonly StoredActivity[]): Promise<Activity[]> => {
  const idsOf = (kind: TargetKind) => [
    ...new Set(entries.flatMap(({ about }) => (about.kind === kind && about.id !== null ? about.id : []))),
  ];
  const names = new Map<TargetKind, Map<number, string>>();
  for (const kind of TARGET_KINDS) names.set(kind, await logStore.namesOf(strapi, kind, idsOf(kind)));
  const actorIds = [...new Set(entries.flatMap(({ actor }) => actor.id ?? []))];
  const actors = new Map((await entriesOf(strapi, actorIds)).map(({ adminUserId, id }) => [adminUserId, id]));
  return entries.map(({ about, actor, ...entry }) => {
    const now = about.id === null ? undefined : names.get(about.kind)?.get(about.id);
    const isTemplate =
      about.kind === 'mail-template' && (MAIL_TEMPLATES as readonly unknown[]).includes(about.name);
    return {
      ...entry,
      about: {
        ...about,
        name: now ?? about.name,
        isThere: now !== undefined || isTemplate || about.kind === 'environment',
      },
      actor: { ...actor, user: (actor.id !== null && actors.get(actor.id)) || null },
    };
  });
};

export const listActivity = async (
  strapi: Strapi,
  { page, pageSize, filters }: z.output<typeof contracts.listActivity.query>,
  actor: Actor,
) => {
  const { total, totalIsCapped, entries } = await store.list(strapi, await filterOf(strapi, filters, actor), {
    offset: (page - 1) * pageSize,
    limit: pageSize,
  });
  return { data: await describe(strapi, entries), meta: paginate({ page, pageSize, total, totalIsCapped }) };
};
