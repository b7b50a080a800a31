import { type Actor, currentActorOrStrapi } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inChunks, inTransaction } from '../../../platform/database';
import { tellOfDeletedUsers } from '../../../platform/deleted-users';
import { followChanges } from '../../../platform/follow-changes';
import { holdMark, readMark, writeMark } from '../../../platform/marks';
import type { Strapi } from '../../../platform/strapi';
import { holdersOfRoles } from '../../permissions/roles/store';
import { endOtherSessions } from '../../sign-in/sessions/record';
import { markAsRenewed, renewDerived } from '../users/entries';
import { endOpenSteps } from '../users/shut-out';
import { entriesOf, hasAnyEntry, removeEntries } from '../users/store';
import * as native from './native-store';
import { listLeftOut } from './native-store';
import { outOfStep } from './out-of-step';
import { addMissingEntries, BATCH, rebindStray, syncBatch, syncRoles, syncUsers } from './sync';

/** Removes the entries of deleted native users, with all data that belongs to them alone. */
export const removeUsers = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  for (const ids of inChunks(adminUserIds, BATCH))
    await tellOfDeletedUsers(strapi, { userIds: await removeEntries(strapi, ids), adminUserIds: ids });
  await takeInUsers(strapi, adminUserIds);
};

/** Retries users left out of the directory, as these deletions may have freed their e-mail addresses. */
const takeInUsers = async (strapi: Strapi, gone: readonly number[]) => {
  const before = await listLeftOut(strapi);
  const after = before.filter(({ adminUserId }) => !gone.includes(adminUserId));
  if (before.length > after.length) await native.writeLeftOut(strapi, after, clock.now());
  await syncUsers(
    strapi,
    after.map(({ adminUserId }) => adminUserId),
  );
};

/** After any password change: ends sessions opened with the old one, voids open links and sign-in steps. */
export const followPasswords = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  const entries = await entriesOf(strapi, adminUserIds);
  await endOpenSteps(
    strapi,
    entries.map(({ id }) => id),
  );
  await endOtherSessions(strapi, adminUserIds, 'password-changed');
};

/** Change it whenever `copy.ts` makes anything else of a native user. */
const COPY_VERSION = '1';
const COPY_MARK = 'directory';
/** Written in one transaction, as each end of one makes SQLite write every index it touched. */
const BATCHES_AT_ONCE = 10;

/**
 * Creates missing entries of native users and roles, and catches up on changes made unobserved. Runs at
 * start, before Strapi listens. `isFull`: reads all users, as the first start does, instead of those alone
 * whom the database finds out of step.
 */
export const reconcileDirectory = async (strapi: Strapi, { isFull = false } = {}) => {
  const actor = currentActorOrStrapi(strapi);
  const isNew = !(await hasAnyEntry(strapi));
  await syncRoles(strapi, actor);
  const mark = await readMark(strapi, COPY_MARK);
  await native.writeLeftOut(strapi, [], clock.now());
  if (isFull || mark?.value !== COPY_VERSION) {
    await mendLinks(strapi);
    await syncAll(strapi, actor);
    await writeMark(strapi, COPY_MARK, COPY_VERSION, clock.now());
  } else if ((await native.missingBehindEntries(strapi)).length > 0 || (await outOfStep(strapi)).length > 0) {
    // Both anew: an entry is taken for another user's where addresses differ.
    await mendLinks(strapi);
    await syncUsers(strapi, await outOfStep(strapi), actor);
  }
  await (isNew ? markAsRenewed(strapi) : renewDerived(strapi));
};

const mendLinks = async (strapi: Strapi) => {
  await rebindStray(strapi);
  await removeUsers(strapi, await native.missingBehindEntries(strapi));
};

const syncAll = async (strapi: Strapi, actor: Actor) => {
  await writeMark(strapi, COPY_MARK, '', clock.now());
  let last: number | null = 0;
  while (last !== null) {
    const begin: number = last;
    last = await inTransaction(strapi, async () => {
      await holdMark(strapi, COPY_MARK);
      return syncAfter(strapi, begin, actor);
    });
  }
};

/** The id of the last user synced; null at the end. */
const syncAfter = async (strapi: Strapi, id: number, actor: Actor): Promise<number | null> => {
  let last = id;
  for (let count = 0; count < BATCHES_AT_ONCE; count += 1) {
    const batch = await native.after(strapi, last, BATCH);
    if (batch.length === 0) return null;
    await syncBatch(strapi, batch, actor);
    last = batch[batch.length - 1]?.id ?? last;
  }
  return last;
};

type Event = {
  params: { where?: unknown; data?: { password?: unknown } };
  result?: { id?: number };
  state: { ids?: number[] };
};

const USER = 'admin::user';

/**
 * Follows every change of Strapi's users and roles, single or bulk, whatever its source: Strapi's pages, API
 * or commands, or another plugin. Runs inside the change's transaction, where there is one.
 */
export const followNativeRecords = (strapi: Strapi) => {
  // Afterwards the condition may no longer match the same rows.
  const rememberIds = async (event: Event) => {
    const rows = await strapi.db
      .query(USER)
      .findMany({ where: event.params.where as object, select: ['id'] });
    event.state = { ids: rows.map(({ id }: { id: number }) => Number(id)) };
  };
  const idOf = ({ result, state }: Event) => (result?.id ? [Number(result.id)] : (state.ids ?? []));

  const follow = async (event: Event) => {
    await syncUsers(strapi, idOf(event));
    if (event.params.data?.password !== undefined) await followPasswords(strapi, idOf(event));
  };

  followChanges(strapi, {
    models: [USER],
    afterCreate: (event: Event) => syncUsers(strapi, idOf(event)),
    afterUpdate: follow,
    afterDelete: (event: Event) => removeUsers(strapi, idOf(event)),
    // After a bulk insert, MariaDB returns only the first id.
    afterCreateMany: () => addMissingEntries(strapi),
    beforeUpdateMany: rememberIds,
    afterUpdateMany: follow,
    beforeDeleteMany: rememberIds,
    afterDeleteMany: (event: Event) => removeUsers(strapi, event.state.ids ?? []),
  });

  // Afterwards nobody holds the role any more.
  const rememberHolders = async (event: Event) => {
    const roles = await strapi.db
      .query('admin::role')
      .findMany({ where: event.params.where as object, select: ['id'] });
    const holders = holdersOfRoles(
      strapi,
      roles.map(({ id }: { id: number }) => Number(id)),
    );
    event.state = { ids: await holders };
  };
  const followRoles = () => syncRoles(strapi);
  const syncRolesAndHolders = async ({ state }: Event) => {
    await followRoles();
    await syncUsers(strapi, state.ids ?? []);
  };
  followChanges(strapi, {
    models: ['admin::role'],
    afterCreate: followRoles,
    afterUpdate: followRoles,
    beforeDelete: rememberHolders,
    afterDelete: syncRolesAndHolders,
    afterCreateMany: followRoles,
    afterUpdateMany: followRoles,
    beforeDeleteMany: rememberHolders,
    afterDeleteMany: syncRolesAndHolders,
  });
};
