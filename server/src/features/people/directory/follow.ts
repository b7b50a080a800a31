import { currentActorOrStrapi } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inChunks } from '../../../platform/database';
import { tellOfDeletedUsers } from '../../../platform/deleted-users';
import { followChanges } from '../../../platform/follow-changes';
import type { Strapi } from '../../../platform/strapi';
import { holdersOfRoles } from '../../permissions/roles/store';
import { endOtherSessions } from '../../sign-in/sessions/record';
import { renewDerived } from '../users/entries';
import { endOpenSteps } from '../users/shut-out';
import { entriesOf, removeEntries } from '../users/store';
import * as native from './native-store';
import { listLeftOut } from './native-store';
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

/**
 * Creates missing entries of native users and roles, and catches up on changes made unobserved. Runs at
 * start, before Strapi listens.
 */
export const reconcileDirectory = async (strapi: Strapi) => {
  const actor = currentActorOrStrapi(strapi);
  await syncRoles(strapi, actor);
  await rebindStray(strapi);
  await native.writeLeftOut(strapi, [], clock.now());
  await removeUsers(strapi, await native.missingBehindEntries(strapi));
  let last = 0;
  for (
    let batch = await native.after(strapi, last, BATCH);
    batch.length > 0;
    batch = await native.after(strapi, last, BATCH)
  ) {
    await syncBatch(strapi, batch, actor);
    last = batch[batch.length - 1]?.id ?? last;
  }
  await renewDerived(strapi);
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
