import type { Already, User } from '../../../../../shared/contracts/users';
import type { LogAction } from '../../../../../shared/log/actions';
import { alreadySo, type FieldOfState } from '../../../domain/already';
import { isNativeActive } from '../../../domain/status';
import { type Transition, transition, type TransitionFacts } from '../../../domain/transitions';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { dropUndefined } from '../../../platform/drop-undefined';
import { GatehouseError } from '../../../platform/errors';
import { endSessions, nativeUsers } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { diff } from './changes';
import { derivedAnew } from './derived';
import { describeUsers } from './describe';
import { endOpenSteps, endsOpenSteps, isShutOut } from './shut-out';
import { findUser, holdUser, type UserValues } from './store';
import { ACTION_NAMES, GIVE_TRIES, RESTRICTIONS } from './transition-names';
import type { StoredUser } from './user-row';
import * as store from './store';
import { lastChangeOf, recordChange } from '../../activity/log/service';
import { seatsForEnabling } from '../../permissions/licences/holding';
import { holdSuperAdmins } from '../../permissions/roles/service';
import * as guards from './guards';
import { noticeLocked } from '../../activity/notices/service';

export const getUser = async (strapi: Strapi, id: number) => {
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  return { data: (await describeUsers(strapi, [user]))[0] as User };
};

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

/** Nothing was left to do: says so, and whose doing it is to who may read the log. */
const answerAlready = async (strapi: Strapi, user: StoredUser, fields: FieldOfState[], actor: Actor) => {
  const last = actor.can('log.read') ? await lastChangeOf(strapi, user, fields) : null;
  const already = { since: last?.createdAt ?? null, by: last?.actor.name ?? null };
  return { ...(await getUser(strapi, user.id)), meta: { already } };
};

/** `reason` stands in the log; a lock keeps it as well. */
export const actOnUser = async (
  strapi: Strapi,
  id: number,
  step: Transition,
  actor: Actor,
  {
    reason = null,
    loggedAs = ACTION_NAMES[step.action],
  }: { reason?: string | null; loggedAs?: LogAction } = {},
): Promise<{ data: User; meta?: { already: Already } }> =>
  inTransaction(strapi, async () => {
    const refusalOfSeat = step.action === 'enable' ? await seatsForEnabling(strapi, actor) : null;
    const isRestriction = RESTRICTIONS.has(step.action);
    if (isRestriction) await holdSuperAdmins(strapi);
    const user = await findForUpdate(strapi, id);
    // One's own password is one's own to change, however far one reaches.
    if (step.action !== 'change-password') await guards.assertMayManage(strapi, user, actor);
    const result = transition(user, step, clock.now());
    if ('refused' in result) throw new GatehouseError('INVALID_TRANSITION', { why: result });
    if (isRestriction) await guards.assertMayShutOut(strapi, user, actor);
    if (GIVE_TRIES.has(step.action)) guards.assertMayGiveTries(user, actor);
    if (step.action === 'force-password-change') guards.assertMayChangePassword(user, actor);
    const already = alreadySo(user, step);
    if (already) return answerAlready(strapi, user, already, actor);
    const withoutSeat = refusalOfSeat?.(user);
    if (withoutSeat) throw new GatehouseError(withoutSeat.code, withoutSeat);
    await save(strapi, user, result.changes);
    await recordChange(strapi, {
      about: { kind: 'user', id, name: user.userName },
      action: loggedAs,
      changes: diff(user, result.changes),
      text: reason,
      actor,
    });
    if (step.action === 'lock') noticeLocked(strapi, [id], { isAutomatic: false, until: null });
    return getUser(strapi, id);
  });
