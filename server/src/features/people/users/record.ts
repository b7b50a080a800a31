import { isNativeActive } from '../../../domain/status';
import type { TransitionFacts } from '../../../domain/transitions';
import { clock } from '../../../platform/clock';
import { dropUndefined } from '../../../platform/drop-undefined';
import { GatehouseError } from '../../../platform/errors';
import { endSessions, nativeUsers } from '../../../platform/native';
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

/**
 * Writes what changed, carries it over to the native record, and ends sessions that may not go on. `isChange`: somebody
 * changes the user, whose date of the last change moves.
 */
export const save = async (
  strapi: Strapi,
  before: StoredUser,
  given: Partial<TransitionFacts> & UserValues,
  { isChange = true } = {},
) => {
  const now = clock.now();
  const changes = dropUndefined(given);
  const after = { ...before, ...changes } as StoredUser;
  await store.update(strapi, before.id, { ...changes, ...derivedAnew(before, after) }, isChange ? now : null);
  const isActive = isNativeActive(after, now);
  if (isActive !== isNativeActive(before, now))
    await nativeUsers(strapi).updateById(before.adminUserId, { isActive });
  if (isShutOut(after)) await endSessions(strapi, before.adminUserId, 'shut-out');
  if (endsOpenSteps(after)) await endOpenSteps(strapi, [before.id]);
  return after;
};
export const endRecoveries = (strapi: Strapi) => store.endRecoveries(strapi, clock.now());

export const userNames = async (strapi: Strapi, ids: readonly number[]) => {
  return new Map((await findUsers(strapi, ids)).map(({ id, userName }) => [id, userName]));
};
