import type { LogEntry } from '../../../../../shared/contracts/log';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import { inBatches } from '../../settings/lease/record';
import { type Change, gathering, isSomething, partsUnderWay } from './one-entry';
import * as store from './store';

const MAX_NAME = 255;

export const by = ({ adminUserId, name, ip }: Actor) => ({
  actorId: adminUserId,
  actorName: name.slice(0, MAX_NAME),
  ip,
});

/** The names of users and roles given by their ids alone, in one lookup per kind. */
const namesOf = async (strapi: Strapi, all: readonly Change[]) => {
  const unnamed = (kind: 'user' | 'role') => [
    ...new Set(all.flatMap(({ about }) => (about.kind === kind && about.name === undefined ? about.id : []))),
  ];
  const users = await store.namesOf(strapi, 'user', unnamed('user'));
  const roles = await store.namesOf(strapi, 'role', unnamed('role'));
  return ({ about }: Change) => {
    if (about.kind === 'environment') return null;
    const known = about.kind === 'user' ? users : about.kind === 'role' ? roles : null;
    const name = about.name ?? ('id' in about ? known?.get(about.id) : undefined);
    return name?.slice(0, MAX_NAME) ?? null;
  };
};

const write = async (strapi: Strapi, changes: readonly Change[]) => {
  const all = changes.filter(isSomething);
  if (all.length === 0) return;
  const nameOf = await namesOf(strapi, all);
  const entries = all.map((change) => {
    const { about, action, changes, text = null, actor, isEcho = false } = change;
    const targetId = 'id' in about ? about.id : null;
    return {
      userId: about.kind === 'user' ? targetId : null,
      roleId: about.kind === 'role' ? targetId : null,
      targetKind: about.kind,
      targetId,
      targetName: nameOf(change),
      isEcho,
      kind: 'change' as const,
      action,
      changes,
      text,
      ...by(actor),
    };
  });
  await store.insertMany(strapi, entries, clock.now());
};

/** Writes the entries, or leaves them to the `asOneEntry` that is in progress, which writes them at its end. */
export const recordChanges = async (strapi: Strapi, all: readonly Change[]) => {
  const parts = partsUnderWay();
  if (parts) parts.push(...all);
  else await write(strapi, all);
};

/** Records a change, in the transaction that makes it. An update that changed nothing is left out. */
export const recordChange = (strapi: Strapi, change: Change) => recordChanges(strapi, [change]);

/**
 * One action, one entry: all that is recorded about one thing meanwhile becomes one entry, named after the
 * action. Belongs in a transaction, as it is written at the end.
 */
export const asOneEntry = async <T>(strapi: Strapi, work: () => Promise<T>): Promise<T> => {
  // Already part of something larger.
  if (partsUnderWay()) return work();
  const { result, changes } = await gathering(work);
  await write(strapi, changes);
  return result;
};

/** The entry that made a user's fields what they are now; null if the log does not tell. */
export const lastChangeOf = async <F extends string>(
  strapi: Strapi,
  user: { id: number } & Record<F, unknown>,
  fields: readonly F[],
): Promise<LogEntry | null> => {
  const entry = await store.lastWith(strapi, user.id, fields);
  const isAsItIs = fields.every((field) => {
    const change = entry?.changes?.[field];
    return !change || change.after === user[field];
  });
  return isAsItIs ? entry : null;
};

/** Deletes everything except notes. */
export const deleteLogBefore = (strapi: Strapi, before: Date) =>
  inBatches(strapi, 'log-retention', (limit) => store.deleteSomeBefore(strapi, before, limit));

/** All or nothing, with one log entry for each thing it is about. */
export const inOneEntry = <T>(strapi: Strapi, work: () => Promise<T>): Promise<T> =>
  inTransaction(strapi, () => asOneEntry(strapi, work));
