import type { UserType } from '../../../../../shared/constants';
import { nameKey, spellingKey } from '../../../domain/name-key';
import { type Actor, currentActorOrStrapi } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inChunks, inTransaction } from '../../../platform/database';
import type { Following } from '../../../platform/follow-changes';
import { setActive } from '../../../platform/native';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { adoptActivity, copyOf, firstLifecycle, type NativeUser } from './copy';
import { createNativeStore } from './native-store';

/** Native users read and compared at a time. */
const BATCH = 1_000;
/** So many are named; they are the work of a script, and put right by one. */
const MAX_LEFT_OUT = 100;

/**
 * Keeps the directory in step with Strapi's own users: the one writer of the copied names, e-mail addresses and
 * roles. Any number of runs at once, on any number of servers, end in the same.
 */
export const directoryService = ({ strapi }: { strapi: Strapi }) => {
  const native = createNativeStore(strapi);
  const users = () => getService(strapi, 'users');

  const syncBatch = (batch: readonly NativeUser[], actor: Actor, as: Following = 'change') =>
    getService(strapi, 'log').asOne(() => followBatch(batch, actor, as));

  const followBatch = async (batch: readonly NativeUser[], actor: Actor, as: Following) => {
    const now = clock.now();
    const entries = new Map(
      (await users().entriesOf(batch.map(({ id }) => id))).map((entry) => [entry.adminUserId, entry]),
    );
    const isNameFree = await nameChecker(batch);
    const isAddressFree = await addressChecker(batch);
    const fresh = batch.filter(({ id }) => !entries.has(id));
    await users().insertCopies(
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
    if (fresh.length > 0) await noteLeftOut(fresh);
    const known = batch.flatMap((user) => {
      const entry = entries.get(user.id);
      if (!entry) return [];
      const native = isAddressFree(user) ? user : { ...user, email: entry.email };
      const copy = copyOf(native, isNameFree(user.id), entry);
      return [{ entry, values: { ...copy, ...adoptActivity(user, entry, now) } }];
    });
    await users().applyNative(known, { actor, as });
    await adoptInvitations(batch);
    await keepApiOnlyOut(batch, entries);
    await getService(strapi, 'roleGroups').followNative(
      batch.map(({ id }) => id),
      actor,
    );
    await getService(strapi, 'mfa').syncRequired(batch.map(({ id }) => id));
  };

  /**
   * Invitations that Strapi's own page makes have a token that never ends and stands there to be read. It becomes a link of
   * ours: kept as a hash, with an end, and void with all that voids links. Of who has come in before, or is kept out, it is void.
   */
  const adoptInvitations = async (batch: readonly NativeUser[]) => {
    const invited = batch.filter(({ registrationToken }) => registrationToken !== null);
    if (invited.length === 0) return;
    const ids = invited.map(({ id }) => id);
    const entries = new Map((await users().entriesOf(ids)).map((entry) => [entry.adminUserId, entry]));
    await getService(strapi, 'links').adopt(
      invited.flatMap(({ id, registrationToken: token, createdAt }) => {
        const entry = entries.get(id);
        const isOpen = entry?.lifecycle === 'provisioned' && entry.lock !== 'admin' && entry.type === 'panel';
        return isOpen && token ? [{ userId: entry.id, token, createdAt }] : [];
      }),
    );
    await native.dropRegistrationTokens(ids);
  };

  /** Whoever switched an API-only user on in Strapi is not followed: it is undone. */
  const keepApiOnlyOut = async (
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

  /** Whether a name may be a user's: nobody else in the directory, and nobody earlier in the batch, has it. */
  const nameChecker = async (batch: readonly NativeUser[]) => {
    const names = batch.flatMap(({ username }) => username?.trim() || []);
    const keys = names.flatMap((name) => [nameKey(name), spellingKey(name)]);
    const owners = await users().nameOwners(keys);
    return (adminUserId: number) => (key: string) => {
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, adminUserId);
      return owner === undefined || owner === adminUserId;
    };
  };

  /** Only Strapi's own check keeps two native users from having one address: it stays with the entry that has it. */
  const addressChecker = async (batch: readonly NativeUser[]) => {
    const owners = await users().addressOwners(batch.map(({ email }) => email.toLowerCase()));
    return ({ id, email }: NativeUser) => (owners.get(email.toLowerCase()) ?? id) === id;
  };

  /** Of two users with one address, be it in another case, one has an entry; the other is named, and kept out until then. */
  const noteLeftOut = async (fresh: readonly NativeUser[]) => {
    const entries = await users().entriesOf(fresh.map(({ id }) => id));
    const made = new Set(entries.map(({ adminUserId }) => adminUserId));
    const before = await native.readLeftOut();
    const after = [
      ...before.filter(({ adminUserId }) => !fresh.some(({ id }) => id === adminUserId)),
      ...fresh.filter(({ id }) => !made.has(id)).map(({ id, email }) => ({ adminUserId: id, email })),
    ].slice(0, MAX_LEFT_OUT);
    if (JSON.stringify(before) !== JSON.stringify(after)) await native.writeLeftOut(after, clock.now());
  };

  const rebindStray = async () => {
    const stray = await native.strayEntries();
    if (stray.length === 0) return;
    strapi.log.warn(
      `[gatehouse] ${stray.length} entries of the directory named another user and were put right`,
    );
    await inTransaction(strapi, () => users().rebind(stray));
  };

  return {
    /** For a user whose entry is missing or carries another's address: entries to their users first, then the copies. */
    async mend(adminUserIds: readonly number[]) {
      await rebindStray();
      await this.sync(adminUserIds);
    },

    /** Brings the entries of these native users in step: makes what is missing, carries over what changed. */
    async sync(
      adminUserIds: readonly number[],
      actor: Actor = currentActorOrStrapi(strapi),
      as: Following = 'change',
    ) {
      for (const ids of inChunks(adminUserIds, BATCH)) await syncBatch(await native.findMany(ids), actor, as);
    },

    /** Native users that have no entry, so that no list has them and nobody signs in as them. */
    leftOut: () => native.readLeftOut(),

    /** Entries for native users that have none. */
    async addMissing() {
      await this.sync(await native.withoutEntry());
    },

    /**
     * Removes the entries of native users that are gone, with their rules, devices, second factors, sessions, keys, accounts,
     * contacts, role and DAC groups, delegations, links, preferences, former passwords and private views. History, log and
     * the views they shared stay.
     */
    async remove(adminUserIds: readonly number[]) {
      for (const ids of inChunks(adminUserIds, BATCH)) {
        const removed = await users().removeEntries(ids);
        await getService(strapi, 'ipRules').removeFor(removed.map((id) => `user:${id}`));
        await getService(strapi, 'devices').removeByUsers(removed);
        await getService(strapi, 'sessions').removeByUsers(removed);
        await getService(strapi, 'links').removeOf(removed);
        await getService(strapi, 'challenges').removeOf(removed);
        await getService(strapi, 'mfa').removeOf(removed);
        await getService(strapi, 'apiKeys').revokeAllOf(removed);
        await getService(strapi, 'oauth').removeOf(removed);
        await getService(strapi, 'accounts').removeOf(removed);
        await getService(strapi, 'contacts').removeOf(removed);
        await getService(strapi, 'roleGroups').removeOf(removed);
        await getService(strapi, 'dacGroups').removeOf(removed);
        await getService(strapi, 'delegation').removeOf(removed);
        await getService(strapi, 'preferences').removeOf(ids);
        await getService(strapi, 'savedViews').leave(ids);
        await getService(strapi, 'passwordPolicy').forget(ids);
      }
      await this.takeIn(adminUserIds);
    },

    /** Whose address is free, now that these are gone. */
    async takeIn(gone: readonly number[]) {
      const before = await native.readLeftOut();
      const after = before.filter(({ adminUserId }) => !gone.includes(adminUserId));
      if (before.length > after.length) await native.writeLeftOut(after, clock.now());
      await this.sync(after.map(({ adminUserId }) => adminUserId));
    },

    /** A password has changed, by whatever path: who is in by the one before, and what was to change it, are out. */
    async followPassword(adminUserIds: readonly number[]) {
      const entries = await users().entriesOf(adminUserIds);
      await users().endOpenSteps(entries.map(({ id }) => id));
      await getService(strapi, 'sessions').endOthers(adminUserIds, 'password-changed');
    },

    /** Follows Strapi's roles: new, renamed and deleted ones. */
    async syncRoles(actor: Actor = currentActorOrStrapi(strapi)) {
      const { renamed, gone } = await getService(strapi, 'roles').sync();
      await getService(strapi, 'ipRules').removeFor(gone.map((id) => `role:${id}`));
      await getService(strapi, 'roleGroups').removeRoles(gone);
      if (renamed.length > 0)
        await this.sync(await getService(strapi, 'roles').holders(renamed), actor, 'names');
    },

    /**
     * Every native user and role gets its entry, and what was changed while nobody was looking is mended. Done at
     * start, before Strapi listens.
     */
    async reconcile() {
      const actor = currentActorOrStrapi(strapi);
      await this.syncRoles(actor);
      await rebindStray();
      await native.writeLeftOut([], clock.now());
      await this.remove(await native.missingBehindEntries());
      let last = 0;
      for (
        let batch = await native.after(last, BATCH);
        batch.length > 0;
        batch = await native.after(last, BATCH)
      ) {
        await syncBatch(batch, actor);
        last = batch[batch.length - 1]?.id ?? last;
      }
      await users().renewDerived();
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    directory: ReturnType<typeof directoryService>;
  }
}
