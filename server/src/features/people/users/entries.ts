/** Finds, creates and updates the directory's entries of native users. */

import type { Credential, Lifecycle, UserType } from '../../../../../shared/constants';
import type { LogAction } from '../../../../../shared/log/actions';
import { pick } from '../../../../../shared/pick';
import { TEXT_FIELDS, type TextField } from '../../../../../shared/users/fields';
import { UNLOCKED } from '../../../domain/transitions';
import { type Actor, currentActorOrStrapi, isSystem } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import type { Following } from '../../../platform/follow-changes';
import { endSessions } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { recordChanges } from '../../activity/log/record';
import { diff } from './changes';
import { derivedAnew, derivedOf } from './derived';
import { endOpenSteps, endsOpenSteps, isShutOut } from './shut-out';
import * as store from './store';
import { entriesOf } from './store';
import type { StoredUser } from './user-row';

/** What the directory copies from a native user that is new to it. */
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

/** Values of an entry that come from its native record. */
type NativeValues = Partial<StoredUser> & { roleNames: string };

/** Text fields that no native record has. */
const NO_TEXTS = Object.fromEntries(TEXT_FIELDS.map((field) => [field, null])) as Record<TextField, null>;

/** All other fields of a new entry; explicit, as bulk inserts get no defaults from Strapi. */
const NEW_ENTRY = {
  authType: 'api-key',
  lock: 'none',
  failedTries: 0,
  autoLocks: 0,
  mfaEnabled: false,
  mfaRequired: false,
  mfaRequirement: 'default',
  mfaSetupDue: false,
} as const;

/** @throws NOT_FOUND */
export const entryOf = async (strapi: Strapi, adminUserId: number) => {
  const user = await store.findByAdminUser(strapi, adminUserId);
  if (!user) throw new GatehouseError('NOT_FOUND');
  return user;
};
export const renewDerived = (strapi: Strapi) => store.renewDerived(strapi, clock.now());
export const markAsRenewed = (strapi: Strapi) => store.markAsRenewed(strapi, clock.now());

/** Entries for native users that have none. */
export const insertCopies = async (strapi: Strapi, copies: readonly NativeCopy[], now: Date) => {
  await store.insertMissing(
    strapi,
    copies.map((copy) => ({
      ...NEW_ENTRY,
      ...copy,
      ...derivedOf({ ...NO_TEXTS, ...copy }),
      updatedAt: now,
    })),
  );
};

/** For users who had to choose a password and have done so. */
export const freshPasswords = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  const due = (await entriesOf(strapi, adminUserIds)).filter(({ credential }) => credential !== 'ok');
  await applyNative(
    strapi,
    due.map((entry) => ({ entry, values: { roleNames: entry.roleNames, credential: 'ok' } })),
    { actor: currentActorOrStrapi(strapi), action: 'password-set' },
  );
};

/**
 * Copies values of native records to entries where they differ, and logs who changed them. `updatedAt` moves
 * only where somebody changed these users themselves.
 */
export const applyNative = async (
  strapi: Strapi,
  all: readonly { entry: StoredUser; values: NativeValues }[],
  { actor, action = 'updated', as = 'change' }: { actor: Actor; action?: LogAction; as?: Following },
) => {
  const changed = all.flatMap(({ entry, values }) => {
    const changes = diff(entry, values);
    if (changes === null) return [];
    const lifted = values.lock === 'none' ? UNLOCKED : {};
    const after = { ...entry, ...values, ...lifted };
    const written = {
      // Unchanged fields are not written, so that the same change of many users is one statement.
      ...pick(values, Object.keys(changes) as (keyof NativeValues)[]),
      ...lifted,
      ...derivedAnew(entry, after),
    };
    return [{ entry, after, changes, written }];
  });
  if (changed.length === 0) return;
  await store.updateEach(
    strapi,
    changed.map(({ entry, written }) => ({ id: entry.id, values: written })),
    as === 'change' && !isSystem(actor) ? clock.now() : null,
  );
  const shutOut = changed.filter(({ after }) => isShutOut(after));
  if (shutOut.length > 0)
    await endSessions(
      strapi,
      shutOut.map(({ entry }) => entry.adminUserId),
      'shut-out',
    );
  const ended = changed.filter(({ after, changes }) => changes.email || endsOpenSteps(after));
  await endOpenSteps(
    strapi,
    ended.map(({ entry }) => entry.id),
  );
  if (as === 'names') return;
  await recordChanges(
    strapi,
    changed.map(({ entry, changes: { userNameKey: _, ...changes } }) => ({
      about: { kind: 'user' as const, id: entry.id, name: entry.userName },
      action,
      changes,
      actor,
      follows: true,
      isEcho: as === 'of-others',
    })),
  );
};
