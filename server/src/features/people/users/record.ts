import { isNativeActive } from '../../../domain/status';
import type { TransitionFacts } from '../../../domain/transitions';
import { clock } from '../../../platform/clock';
import { dropUndefined } from '../../../platform/drop-undefined';
import { GatehouseError } from '../../../platform/errors';
import { endSessions, setActive } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { derivedAnew } from './derived';
import { endOpenSteps, endsOpenSteps, isShutOut } from './shut-out';
import * as store from './store';
import { findUsers, holdUser, type UserValues } from './store';
import type { StoredUser } from './user-row';

export const findForUpdate = async (strapi: Strapi, id: number) => {
  const user = await holdUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  return user;
};

type Changes = Partial<TransitionFacts> & UserValues;

const nativeIdsOf = (changed: readonly { before: StoredUser }[]) =>
  changed.map(({ before }) => before.adminUserId);

/**
 * Writes each user's changes, updates the native records, and ends sessions that may not go on. `isChange`:
 * somebody changes the users, so `updatedAt` moves. Returns the users as saved.
 */
export const saveEach = async (
  strapi: Strapi,
  edits: readonly { user: StoredUser; changes: Changes }[],
  { isChange = true } = {},
): Promise<StoredUser[]> => {
  const now = clock.now();
  const saved = edits.map(({ user: before, changes }) => {
    const values = dropUndefined(changes);
    const after = { ...before, ...values } as StoredUser;
    return { id: before.id, before, after, values: { ...values, ...derivedAnew(before, after) } };
  });
  await store.updateEach(strapi, saved, isChange ? now : null);
  for (const isActive of [true, false]) {
    const switched = saved.filter(
      ({ before, after }) =>
        isNativeActive(after, now) === isActive && isNativeActive(before, now) !== isActive,
    );
    await setActive(strapi, nativeIdsOf(switched), isActive);
  }
  const shutOut = saved.filter(({ after }) => isShutOut(after));
  await endSessions(strapi, nativeIdsOf(shutOut), 'shut-out');
  const withoutSteps = saved.filter(({ after }) => endsOpenSteps(after));
  await endOpenSteps(
    strapi,
    withoutSteps.map(({ id }) => id),
  );
  return saved.map(({ after }) => after);
};

export const save = async (
  strapi: Strapi,
  user: StoredUser,
  changes: Changes,
  options: { isChange?: boolean } = {},
) => (await saveEach(strapi, [{ user, changes }], options))[0] as StoredUser;

export const endRecoveries = (strapi: Strapi) => store.endRecoveries(strapi, clock.now());

export const userNames = async (strapi: Strapi, ids: readonly number[]) => {
  return new Map((await findUsers(strapi, ids)).map(({ id, userName }) => [id, userName]));
};
