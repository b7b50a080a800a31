/**
 * Keeps the directory in step with Strapi's own users: the only writer of the copied names, e-mail addresses
 * and roles. Concurrent runs, on any number of servers, end with the same result.
 */

import type { UserType } from '../../../../../shared/constants';
import { nameKey, spellingKey } from '../../../domain/name-key';
import { type Actor, currentActorOrStrapi } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inChunks, inTransaction } from '../../../platform/database';
import type { Following } from '../../../platform/follow-changes';
import { setActive } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { asOneEntry } from '../../activity/log/record';
import { followNativeRoles } from '../../permissions/role-groups/record';
import { removeRolesFromGroups } from '../../permissions/role-groups/store';
import { syncRoleCopies } from '../../permissions/roles/record';
import { holdersOfRoles } from '../../permissions/roles/store';
import { removeIpRulesFor } from '../../sign-in/ip-rules/store';
import { adoptLink } from '../../sign-in/links/record';
import { syncMfaRequired } from '../../sign-in/mfa/record';
import { applyNative, insertCopies } from '../users/entries';
import { addressOwners, entriesOf, nameOwners, rebindEntry, withEntry } from '../users/store';
import { adoptActivity, copyOf, firstLifecycle, type NativeUser } from './copy';
import * as native from './native-store';
import { listLeftOut } from './native-store';

/** Native users synced at a time. */
export const BATCH = 1_000;
/** More are not recorded: so many come from a script, and need one to put them right. */
const MAX_LEFT_OUT = 100;

export const syncBatch = (
  strapi: Strapi,
  batch: readonly NativeUser[],
  actor: Actor,
  as: Following = 'change',
) => asOneEntry(strapi, () => followBatch(strapi, batch, actor, as));

const followBatch = async (strapi: Strapi, batch: readonly NativeUser[], actor: Actor, as: Following) => {
  const now = clock.now();
  const entries = new Map(
    (
      await entriesOf(
        strapi,
        batch.map(({ id }) => id),
      )
    ).map((entry) => [entry.adminUserId, entry]),
  );
  const isNameFree = await nameChecker(strapi, batch);
  const isAddressFree = await addressChecker(strapi, entries.size > 0 ? batch : []);
  const fresh = batch.filter(({ id }) => !entries.has(id));
  // Inserted first, they have their addresses first.
  fresh.forEach(isAddressFree);
  await insertCopies(
    strapi,
    fresh.map((user) => ({
      adminUserId: user.id,
      type: 'panel' as const,
      lifecycle: firstLifecycle(user),
      credential: 'ok' as const,
      createdAt: user.createdAt,
      ...copyOf(user, isNameFree(user.id)),
    })),
    now,
  );
  if (fresh.length > 0) await noteLeftOut(strapi, fresh);
  const known = batch.flatMap((user) => {
    const entry = entries.get(user.id);
    if (!entry) return [];
    const native = isAddressFree(user) ? user : { ...user, email: entry.email };
    const copy = copyOf(native, isNameFree(user.id), entry);
    return [{ entry, values: { ...copy, ...adoptActivity(user, entry, now) } }];
  });
  await applyNative(strapi, known, { actor, as });
  await adoptInvitations(strapi, batch);
  await keepApiOnlyOut(strapi, batch, entries);
  await followNativeRoles(
    strapi,
    batch.map(({ id }) => id),
    actor,
  );
  await syncMfaRequired(
    strapi,
    batch.map(({ id }) => id),
  );
};

/**
 * Invitations from Strapi's own page have a plain-text token that never expires. It becomes a link of ours:
 * hashed, with an expiry, and voided by whatever voids links. It is void for users who came in before or are
 * kept out.
 */
const adoptInvitations = async (strapi: Strapi, batch: readonly NativeUser[]) => {
  const invited = batch.filter(({ registrationToken }) => registrationToken !== null);
  if (invited.length === 0) return;
  const ids = invited.map(({ id }) => id);
  const entries = new Map((await entriesOf(strapi, ids)).map((entry) => [entry.adminUserId, entry]));
  await adoptLink(
    strapi,
    invited.flatMap(({ id, registrationToken: token, createdAt }) => {
      const entry = entries.get(id);
      const isOpen = entry?.lifecycle === 'provisioned' && entry.lock !== 'admin' && entry.type === 'panel';
      return isOpen && token ? [{ userId: entry.id, token, createdAt }] : [];
    }),
  );
  await native.dropRegistrationTokens(strapi, ids);
};

/** Switching on an API-only user in Strapi is undone. */
const keepApiOnlyOut = async (
  strapi: Strapi,
  batch: readonly NativeUser[],
  entries: ReadonlyMap<number, { type: UserType }>,
) => {
  const letIn = batch.filter(({ id, isActive }) => isActive && entries.get(id)?.type === 'api-only');
  if (letIn.length > 0)
    await setActive(
      strapi,
      letIn.map(({ id }) => id),
      false,
    );
};

/** Whether a user may have the name: nobody else in the directory or earlier in the batch has it. */
const nameChecker = async (strapi: Strapi, batch: readonly NativeUser[]) => {
  const names = batch.flatMap(({ username }) => username?.trim() || []);
  const keys = names.flatMap((name) => [nameKey(name), spellingKey(name)]);
  const owners = await nameOwners(strapi, keys);
  return (adminUserId: number) => (key: string) => {
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, adminUserId);
    return owner === undefined || owner === adminUserId;
  };
};

/** Only a check in Strapi keeps e-mail addresses unique: a duplicate stays with the entry that has it. */
const addressChecker = async (strapi: Strapi, batch: readonly NativeUser[]) => {
  const owners = await addressOwners(
    strapi,
    batch.map(({ email }) => email.toLowerCase()),
  );
  return ({ id, email }: NativeUser) => {
    const owner = owners.get(email.toLowerCase()) ?? id;
    // Nor does anybody later in the batch get it.
    owners.set(email.toLowerCase(), owner);
    return owner === id;
  };
};

/** Records users whose address, in any case, another entry has. They are kept out until it is free. */
const noteLeftOut = async (strapi: Strapi, fresh: readonly NativeUser[]) => {
  const made = new Set(
    await withEntry(
      strapi,
      fresh.map(({ id }) => id),
    ),
  );
  const before = await listLeftOut(strapi);
  const after = [
    ...before.filter(({ adminUserId }) => !fresh.some(({ id }) => id === adminUserId)),
    ...fresh.filter(({ id }) => !made.has(id)).map(({ id, email }) => ({ adminUserId: id, email })),
  ].slice(0, MAX_LEFT_OUT);
  if (JSON.stringify(before) !== JSON.stringify(after)) await native.writeLeftOut(strapi, after, clock.now());
};

export const rebindStray = async (strapi: Strapi) => {
  const stray = await native.strayEntries(strapi);
  if (stray.length === 0) return;
  strapi.log.warn(
    `[gatehouse] ${stray.length} entries of the directory named another user and were put right`,
  );
  await inTransaction(strapi, () => rebindEntry(strapi, stray));
};

/** For users whose entry is missing or has another's address: rebinds stray entries, then syncs. */
export const mendEntry = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  await rebindStray(strapi);
  await syncUsers(strapi, adminUserIds);
};

/** Syncs the entries of these native users: creates missing ones, copies what changed. */
export const syncUsers = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
  actor: Actor = currentActorOrStrapi(strapi),
  as: Following = 'change',
) => {
  for (const ids of inChunks(adminUserIds, BATCH))
    await syncBatch(strapi, await native.findMany(strapi, ids), actor, as);
};

export const addMissingEntries = async (strapi: Strapi) => {
  await syncUsers(strapi, await native.withoutEntry(strapi));
};

/** Follows Strapi's roles: new, renamed and deleted ones. */
export const syncRoles = async (strapi: Strapi, actor: Actor = currentActorOrStrapi(strapi)) => {
  const { renamed, gone } = await syncRoleCopies(strapi);
  await removeIpRulesFor(
    strapi,
    gone.map((id) => `role:${id}`),
  );
  await removeRolesFromGroups(strapi, gone);
  if (renamed.length > 0) await syncUsers(strapi, await holdersOfRoles(strapi, renamed), actor, 'names');
};
