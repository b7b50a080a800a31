import type { z } from 'zod';

import { MAX_EXPORT_ROWS } from '../../../../../../shared/contracts/contract';
import type * as contracts from '../../../../../../shared/contracts/log';
import type { Activity, ActivityFilters } from '../../../../../../shared/contracts/log';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { csvFile } from '../../../../platform/csv';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { userNames } from '../../../people/users/record';
import { entriesOf } from '../../../people/users/store';
import { describe, filterOf } from '../activity';
import * as store from '../activity-store';
import type { ActivityFilter } from '../activity-store';
import { recordChange } from '../record';

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

const pagesOf = async function* (strapi: Strapi, filter: ActivityFilter) {
  for await (const page of store.pages(strapi, filter, EXPORT_PAGE)) yield await describe(strapi, page);
};

/** The filters used, with names instead of ids where there are any. */
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

/** All matching entries as a CSV file. The export is recorded in the actor's own log first. */
export const exportActivity = async (
  strapi: Strapi,
  { filters }: z.output<typeof contracts.exportActivity.query>,
  actor: Actor,
) => {
  const filter = await filterOf(strapi, filters, actor);
  const { adminUserId } = actor;
  const [user] = adminUserId === null ? [] : await entriesOf(strapi, [adminUserId]);
  // Fails closed: nothing is exported without a user to name for it.
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
