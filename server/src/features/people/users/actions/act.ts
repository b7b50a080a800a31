import type { Already, User } from '../../../../../../shared/contracts/users';
import type { LogAction } from '../../../../../../shared/log/actions';
import { GIVE_TRIES, RESTRICTIONS, USER_ACTIONS } from '../../../../../../shared/users/actions';
import { alreadySo, type FieldOfState } from '../../../../domain/already';
import { transition, type Transition, type TransitionFacts } from '../../../../domain/transitions';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { lastChangeOf, recordChanges } from '../../../activity/log/record';
import { noticeLocked } from '../../../activity/notices/record';
import { seatsForEnabling } from '../../../permissions/licences/holding';
import { holdLicences } from '../../../permissions/licences/store';
import { holdSuperAdmins } from '../../../permissions/roles/record';
import { diff } from '../changes';
import { guardPasswordChange, guardTries, guardManaging, guardShutOut, type RefusalOf } from '../guards';
import { getUser } from '../queries';
import { saveEach } from '../record';
import { findManyForUpdate } from '../store';
import type { StoredUser } from '../user-row';
import { type Decided, doneIn, type Foreseen } from './decided';

/** Nothing was left to do: says so, with who did it and when, if the actor may read the log. */
const answerAlready = async (strapi: Strapi, user: StoredUser, fields: FieldOfState[], actor: Actor) => {
  const last = actor.can('log.read') ? await lastChangeOf(strapi, user, fields) : null;
  const already = { since: last?.createdAt ?? null, by: last?.actor.name ?? null };
  return { ...(await getUser(strapi, user.id)), meta: { already } };
};

/** Locks what an action affects, in the same order everywhere: licences, super admins, users. */
export const holdUsersFor = async (
  strapi: Strapi,
  ids: readonly number[],
  action: Transition['action'] | 'delete' | 'assign-role',
) => {
  if (action === 'enable' || action === 'assign-role') await holdLicences(strapi);
  if (action === 'delete' || action === 'assign-role' || RESTRICTIONS.has(action))
    await holdSuperAdmins(strapi);
  return findManyForUpdate(strapi, ids);
};

/** Decides about each user in memory, from facts loaded together. */
export const decideToAct = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  step: Transition,
  actor: Actor,
  foreseen?: Foreseen,
) => {
  const now = clock.now();
  // Users may always change their own password, whatever their scope.
  const refusalOfManaging: RefusalOf =
    step.action === 'change-password' ? () => null : await guardManaging(strapi, users, actor);
  const refusalOfShutOut: RefusalOf = RESTRICTIONS.has(step.action)
    ? await guardShutOut(strapi, users, actor, foreseen?.gone)
    : () => null;
  const refusalOfTries: RefusalOf = GIVE_TRIES.has(step.action) ? guardTries(actor) : () => null;
  const refusalOfPassword: RefusalOf =
    step.action === 'force-password-change' ? guardPasswordChange(actor) : () => null;
  const refusalOfSeat =
    step.action === 'enable'
      ? (foreseen?.refusalOfSeat ?? (await seatsForEnabling(strapi, actor)))
      : () => null;
  return users.map((user): Decided & { changes: Partial<TransitionFacts> } => {
    const result = transition(user, step, now);
    const code = refusalOfManaging(user) ?? refusalOfTries(user) ?? refusalOfPassword(user);
    if (code) return { user, refused: { code }, changes: {} };
    if ('refused' in result)
      return { user, refused: { code: 'INVALID_TRANSITION', why: result }, changes: {} };
    const shutOut = refusalOfShutOut(user) ?? (alreadySo(user, step) ? 'ALREADY_SO' : null);
    return { user, refused: shutOut ? { code: shutOut } : refusalOfSeat(user), changes: result.changes };
  });
};

/**
 * Acts on each user the actor may act on, in the caller's transaction, which has locked the users' rows.
 * `reason` is for the log; a lock also keeps its own.
 */
export const actOnUsers = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  step: Transition,
  actor: Actor,
  {
    reason = null,
    loggedAs = USER_ACTIONS[step.action].log,
  }: { reason?: string | null; loggedAs?: LogAction } = {},
): Promise<Decided[]> => {
  const decided = await decideToAct(strapi, users, step, actor);
  const done = doneIn(decided);
  await saveEach(strapi, done);
  await recordChanges(
    strapi,
    done.map(({ user, changes }) => ({
      about: { kind: 'user', id: user.id, name: user.userName },
      action: loggedAs,
      changes: diff(user, changes),
      text: reason,
      actor,
    })),
  );
  if (step.action === 'lock' && done.length > 0)
    noticeLocked(
      strapi,
      done.map(({ user }) => user.id),
      { isAutomatic: false, until: null },
    );
  return decided;
};

/** The same for one user, who is returned; throws the refusal. */
export const actOnUser = (
  strapi: Strapi,
  id: number,
  step: Transition,
  actor: Actor,
  logged: { reason?: string | null; loggedAs?: LogAction } = {},
): Promise<{ data: User; meta?: { already: Already } }> =>
  inTransaction(strapi, async () => {
    const users = await holdUsersFor(strapi, [id], step.action);
    const [decided] = await actOnUsers(strapi, users, step, actor, logged);
    if (!decided) throw new GatehouseError('NOT_FOUND');
    const { user, refused } = decided;
    if (refused?.code === 'ALREADY_SO')
      return answerAlready(strapi, user, alreadySo(user, step) ?? [], actor);
    if (refused) throw new GatehouseError(refused.code, refused);
    return getUser(strapi, id);
  });
