import type { Already, User } from '../../../../../../shared/contracts/users';
import type { LogAction } from '../../../../../../shared/log/actions';
import { alreadySo, type FieldOfState } from '../../../../domain/already';
import { transition, type Transition } from '../../../../domain/transitions';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { lastChangeOf, recordChange } from '../../../activity/log/record';
import { noticeLocked } from '../../../activity/notices/record';
import { seatsForEnabling } from '../../../permissions/licences/holding';
import { holdSuperAdmins } from '../../../permissions/roles/record';
import { diff } from '../changes';
import { assertMayChangePassword, assertMayGiveTries, assertMayManage, assertMayShutOut } from '../guards';
import { getUser } from '../queries';
import { findForUpdate, save } from '../record';
import { ACTION_NAMES, GIVE_TRIES, RESTRICTIONS } from '../transition-names';
import type { StoredUser } from '../user-row';

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
    if (step.action !== 'change-password') await assertMayManage(strapi, user, actor);
    const result = transition(user, step, clock.now());
    if ('refused' in result) throw new GatehouseError('INVALID_TRANSITION', { why: result });
    if (isRestriction) await assertMayShutOut(strapi, user, actor);
    if (GIVE_TRIES.has(step.action)) assertMayGiveTries(user, actor);
    if (step.action === 'force-password-change') assertMayChangePassword(user, actor);
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
