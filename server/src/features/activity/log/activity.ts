/** The whole log, for who may see it: of users, and of what is nobody's own. */

import type { z } from 'zod';

import { MAIL_TEMPLATES } from '../../../../../shared/constants';
import { MAX_EXPORT_ROWS } from '../../../../../shared/contracts/contract';
import type * as contracts from '../../../../../shared/contracts/log';
import type { Activity, ActivityFilters } from '../../../../../shared/contracts/log';
import { TARGET_KINDS, type TargetKind } from '../../../../../shared/log/actions';
import { refuse } from '../../../../../shared/refusals';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { csvFile } from '../../../platform/csv';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import type { ActivityFilter, StoredActivity } from './activity-store';
import { entriesOf, findUser } from '../../people/users/store';
import * as logStore from './store';
import * as store from './activity-store';
import { userNames } from '../../people/users/service';
import { recordChange } from './service';

/** Rows of an export that are in memory at a time. */
const EXPORT_PAGE = 1_000;

const COLUMNS = ['createdAt', 'actor', 'kind', 'action', 'about', 'name', 'text', 'changes', 'ip'] as const;

const rowOf = ({ about, actor, changes, ...entry }: Activity) => [
  entry.createdAt,
  actor.name,
  entry.kind,
  entry.action,
  about.kind,
  about.name,
  entry.text,
  changes && JSON.stringify(changes),
  entry.ip,
];

const TARGET = ['filters', 'target', '$eq'];

/** One thing: of one kind, by what things of that kind are known by. */
const targetOf = (given: string, about: readonly TargetKind[] | undefined): ActivityFilter['target'] => {
  const [kind, ...others] = about ?? [];
  if (kind === undefined || others.length > 0) throw fieldError('VALIDATION', TARGET, refuse('malformed'));
  if (kind === 'mail-template') {
    if ((MAIL_TEMPLATES as readonly string[]).includes(given)) return { kind, name: given };
  } else if (kind !== 'environment' && /^[1-9]\d{0,8}$/.test(given)) return { kind, id: Number(given) };
  throw fieldError('VALIDATION', TARGET, refuse('malformed'));
};

const filterOf = async (strapi: Strapi, filters: ActivityFilters, actor: Actor): Promise<ActivityFilter> => {
  const { actor: by, action, kind, about, target, user, createdAt } = filters;
  return {
    actorId: by && ((await findUser(strapi, by.$eq))?.adminUserId ?? null),
    actions: action,
    // Notes are for who may read the log of a user.
    kind: actor.can('log.read') ? kind?.$eq : 'change',
    ...(kind?.$eq === 'note' && !actor.can('log.read') && { actorId: null }),
    about,
    target: target && targetOf(target.$eq, about),
    userId: user?.$eq,
    from: createdAt?.from ?? undefined,
    before: createdAt?.before ?? undefined,
  };
};

/** With what things are called now, in a look-up for each kind, and whether they are still there. */
const describe = async (strapi: Strapi, entries: readonly StoredActivity[]): Promise<Activity[]> => {
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

const pagesOf = async function* (strapi: Strapi, filter: ActivityFilter) {
  for await (const page of store.pages(strapi, filter, EXPORT_PAGE)) yield await describe(strapi, page);
};

/** What was chosen, in names where there are any. */
const chosenIn = async (
  strapi: Strapi,
  { actor, action, kind, about, target, user, createdAt }: ActivityFilters,
) => {
  const names = await userNames(
    strapi,
    [actor, user].flatMap((one) => one?.$eq ?? []),
  );
  const nameOf = (one: { $eq: number } | undefined) => one && (names.get(one.$eq) ?? String(one.$eq));
  const chosen = {
    actor: nameOf(actor),
    action,
    entryKind: kind?.$eq,
    about,
    target: target?.$eq,
    user: nameOf(user),
    from: createdAt?.from?.toISOString(),
    to: createdAt?.before?.toISOString(),
  };
  const changes = Object.entries(chosen).flatMap(([field, after]) =>
    after === undefined ? [] : [[field, { before: null, after }] as const],
  );
  return changes.length > 0 ? Object.fromEntries(changes) : null;
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

/** All that match as a CSV file. Who takes them away is written into their own log first. */
export const exportActivity = async (
  strapi: Strapi,
  { filters }: z.output<typeof contracts.exportActivity.query>,
  actor: Actor,
) => {
  const filter = await filterOf(strapi, filters, actor);
  const { adminUserId } = actor;
  const [user] = adminUserId === null ? [] : await entriesOf(strapi, [adminUserId]);
  // Fails closed: what nobody can be named for is not taken away.
  if (!user) throw new GatehouseError('UNKNOWN_USER');
  await recordChange(strapi, {
    about: { kind: 'user', id: user.id, name: user.userName },
    action: 'activity-exported',
    changes: await chosenIn(strapi, filters),
    actor,
  });
  const day = clock.now().toISOString().slice(0, 10);
  return {
    name: `activity-${day}.csv`,
    content: csvFile(pagesOf(strapi, filter), { columns: COLUMNS, rowOf, limit: MAX_EXPORT_ROWS }),
  };
};
