import type { Credential, Lifecycle, UserType } from '../../../../shared/constants';
import { UNLOCKED } from '../../domain/transitions';
import type { Actor } from '../../lib/actor';
import { clock } from '../../lib/clock';
import { endSessions } from '../../lib/native';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';
import { diff } from './changes';
import { isShutOut } from './shut-out';
import type { UserStore } from './store';
import { searchTextOf, type StoredUser } from './user-row';

/** What the directory copies of a native user it meets for the first time. */
export type NativeCopy = {
  adminUserId: number;
  type: UserType;
  lifecycle: Lifecycle;
  credential: Credential;
  createdAt: Date;
  email: string;
  userName: string;
  userNameKey: string;
  firstname: string | null;
  lastname: string | null;
  roleNames: string;
};

/** Everything else of a new entry; written out, as rows written many at a time get no defaults from Strapi. */
const NEW_ENTRY = {
  lock: 'none',
  failedTries: 0,
  autoLocks: 0,
  mfaEnabled: false,
  mfaRequired: false,
} as const;

/** What the directory does with the entries of native users: make, compare, bring in step, remove. */
export const createEntries = (strapi: Strapi, store: UserStore) => ({
  /** The entries of native users, for the directory to compare with. */
  entriesOf: (adminUserIds: readonly number[]) => store.findByAdminUsers(adminUserIds),
  addressOwners: (emails: readonly string[]) => store.findAddressOwners(emails),
  nameOwners: (keys: readonly string[]) => store.findNameOwners(keys),
  rebind: (entries: readonly { entryId: number; adminUserId: number }[]) => store.rebind(entries),
  removeEntries: (adminUserIds: readonly number[]) => store.removeByAdminUsers(adminUserIds),

  /** Entries for native users that have none. */
  async insertCopies(copies: readonly NativeCopy[], now: Date) {
    await store.insertMissing(
      copies.map((copy) => ({
        ...NEW_ENTRY,
        ...copy,
        searchText: searchTextOf({ ...copy, displayName: null, mobile: null }),
        updatedAt: now,
      })),
    );
  },

  /** Carries over what the native record says, where it says something else than the entry; the log says who it was. */
  async applyNative(entry: StoredUser, values: Partial<StoredUser> & { roleNames: string }, actor: Actor) {
    const changes = diff(entry, values);
    if (changes === null) return;
    const lifted = values.lock === 'none' ? UNLOCKED : {};
    const after = { ...entry, ...values, ...lifted };
    await store.update(entry.id, { ...values, ...lifted, searchText: searchTextOf(after) }, clock.now());
    if (isShutOut(after)) await endSessions(strapi, entry.adminUserId);
    const { userNameKey: _, ...logged } = changes;
    await getService(strapi, 'log').recordChange({
      userId: entry.id,
      action: 'updated',
      changes: logged,
      actor,
    });
  },
});
