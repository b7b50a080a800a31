/** One action on many users: each is checked and changed as the action on one of them would. */

import { BULK_PERMISSIONS, type BulkResult, type BulkStep } from '../../../../../../shared/contracts/bulk';
import { ERROR_CODES, type ErrorCode } from '../../../../../../shared/error-codes';
import type { Refusal } from '../../../../../../shared/refusals';
import { assertFreshProofOfSession } from '../../../../access/fresh-proof';
import { alreadySo } from '../../../../domain/already';
import { isNativeActive } from '../../../../domain/status';
import { transition, type Transition } from '../../../../domain/transitions';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { GatehouseError } from '../../../../platform/errors';
import { addRole, deleteNative, endSessionsOfMany, setActive } from '../../../../platform/native';
import type { Strapi } from '../../../../platform/strapi';
import { inOneEntry, recordChanges } from '../../../activity/log/record';
import { noticeLocked } from '../../../activity/notices/record';
import { licenceRefusalOfRole, seatsForEnabling } from '../../../permissions/licences/holding';
import { holdLicences } from '../../../permissions/licences/store';
import { askReach } from '../../../permissions/reach/record';
import { makeRolesDirect } from '../../../permissions/role-groups/store';
import { assertMayGrant } from '../../../permissions/roles/guards';
import { holdSuperAdmins, rolesOf } from '../../../permissions/roles/record';
import { findRoles } from '../../../permissions/roles/store';
import { syncUsers } from '../../directory/sync';
import { diff } from '../changes';
import { askOfMany } from '../guards';
import { endOpenSteps, endsOpenSteps, isShutOut } from '../shut-out';
import * as store from '../store';
import { ACTION_NAMES, GIVE_TRIES, RESTRICTIONS } from '../transition-names';
import type { StoredUser } from '../user-row';

type Refused = { code: ErrorCode; message?: string };
type Decided = { user: StoredUser; refused: Refused | null };

const toTransition = ({ action, reason, until }: BulkStep): Transition | null => {
  switch (action) {
    case 'lock':
      return { action, reason: reason || null };
    case 'suspend':
      return { action, until: until ? new Date(until) : null };
    case 'delete':
    case 'assign-role':
      return null;
    default:
      return { action };
  }
};

const applyTransition = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  step: Transition,
  { reason }: BulkStep,
  actor: Actor,
): Promise<Decided[]> => {
  const now = clock.now();
  const ask = await askOfMany(strapi, users, actor);
  const refusalOfSeat = step.action === 'enable' ? await seatsForEnabling(strapi, actor) : null;
  const decided = users.map((user) => {
    const result = transition(user, step, now);
    const code =
      ask.mayManage(user) ??
      (GIVE_TRIES.has(step.action) ? ask.mayGiveTries(user) : null) ??
      (step.action === 'force-password-change' ? ask.mayChangePassword(user) : null);
    if (code) return { user, refused: { code }, changes: {} };
    if ('refused' in result)
      return {
        user,
        refused: { code: 'INVALID_TRANSITION' as const, message: result.refused },
        changes: {},
      };
    const shutOut = RESTRICTIONS.has(step.action) ? ask.mayShutOut(user) : null;
    const already = alreadySo(user, step) ? ('ALREADY_SO' as const) : null;
    const left = shutOut ?? already;
    const refused = left ? { code: left } : because(refusalOfSeat?.(user) ?? null);
    return { user, refused, changes: result.changes };
  });
  const done = decided.filter(({ refused }) => refused === null);
  await store.updateEach(
    strapi,
    done.map(({ user, changes }) => ({ id: user.id, values: changes })),
    now,
  );
  const after = done.map(({ user, changes }) => ({ before: user, after: { ...user, ...changes } }));
  for (const isActive of [true, false]) {
    const switched = after.filter(
      (one) => isNativeActive(one.after, now) === isActive && isNativeActive(one.before, now) !== isActive,
    );
    if (switched.length > 0) await setActive(strapi, idsOf(switched), isActive);
  }
  const shutOut = after.filter((one) => isShutOut(one.after));
  if (shutOut.length > 0) await endSessionsOfMany(strapi, idsOf(shutOut), 'shut-out');
  await endOpenSteps(
    strapi,
    after.filter((one) => endsOpenSteps(one.after)).map(({ before }) => before.id),
  );
  await recordChanges(
    strapi,
    done.map(({ user, changes }) => ({
      about: { kind: 'user' as const, id: user.id, name: user.userName },
      action: ACTION_NAMES[step.action],
      changes: diff(user, changes),
      text: reason || null,
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

const assignRole = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  role: number,
  actor: Actor,
): Promise<Decided[]> => {
  const ask = await askOfMany(strapi, users, actor, [role]);
  const held = await rolesOf(
    strapi,
    users.map(({ adminUserId }) => adminUserId),
  );
  const refusalOfLicence = await licenceRefusalOfRole(strapi, role);
  const [given] = await findRoles(strapi, [role]);
  const decided = users.map((user) => {
    const roleIds = [...(held.get(user.adminUserId) ?? []).map(({ id }) => id), role];
    const code =
      ask.mayManage(user) ??
      (given?.userTypes.includes(user.type) ? null : 'ROLE_NOT_FOR_TYPE') ??
      ask.mayHold(roleIds);
    return { user, refused: code ? { code } : because(refusalOfLicence(user)) };
  });
  const granted = decided.filter(({ refused }) => refused === null).map(({ user }) => user.id);
  await makeRolesDirect(strapi, granted, role);
  const without = decided.filter(
    ({ user, refused }) =>
      refused === null && !(held.get(user.adminUserId) ?? []).some(({ id }) => id === role),
  );
  if (without.length > 0) {
    const adminUserIds = without.map(({ user }) => user.adminUserId);
    await addRole(strapi, adminUserIds, role);
    await syncUsers(strapi, adminUserIds, actor);
  }
  return decided;
};

const remove = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  { reason }: BulkStep,
  actor: Actor,
): Promise<Decided[]> => {
  const ask = await askOfMany(strapi, users, actor);
  const decided = users.map((user) => {
    const code = ask.mayManage(user) ?? ask.mayShutOut(user);
    return { user, refused: code && { code } };
  });
  const gone = decided.filter(({ refused }) => refused === null).map(({ user }) => user);
  await recordChanges(
    strapi,
    gone.map(({ id, userName }) => ({
      about: { kind: 'user' as const, id, name: userName },
      action: 'deleted' as const,
      changes: null,
      text: reason || null,
      actor,
    })),
  );
  if (gone.length > 0)
    await deleteNative(
      strapi,
      gone.map(({ adminUserId }) => adminUserId),
    );
  return decided;
};

/** What is the same for all of them: the permission, the role that is to be given, and a fresh proof where it is due. */
export const assertMayBulk = async (strapi: Strapi, { action, role }: BulkStep, actor: Actor) => {
  if (!actor.can(BULK_PERMISSIONS[action])) throw new GatehouseError('NOT_PERMITTED');
  if (role !== undefined) await assertMayGrant(strapi, [role], actor);
  if (action === 'delete') await assertFreshProofOfSession(strapi);
};

/** All or nothing of what may be done; a result for each id, in their order. */
export const changeUsers = (
  strapi: Strapi,
  ids: readonly number[],
  step: BulkStep,
  actor: Actor,
): Promise<BulkResult[]> =>
  inOneEntry(strapi, async () => {
    const to = toTransition(step);
    if (to?.action === 'enable' || step.role !== undefined) await holdLicences(strapi);
    if (to === null || RESTRICTIONS.has(to.action)) await holdSuperAdmins(strapi);
    const all = await store.findManyForUpdate(strapi, ids);
    const { maySee } = await askReach(strapi, all, actor);
    // Whoever is beyond reach is not there.
    const users = all.filter(maySee);
    const decided = to
      ? await applyTransition(strapi, users, to, step, actor)
      : step.role !== undefined
        ? await assignRole(strapi, users, step.role, actor)
        : await remove(strapi, users, step, actor);
    const byId = new Map(decided.map((one) => [one.user.id, one]));
    return ids.map((id) => resultOf(id, byId.get(id)));
  });

export const batchFailed = (ids: readonly number[]): BulkResult[] =>
  ids.map((id) => ({ id, userName: null, ok: false, ...said({ code: 'BATCH_FAILED' }) }));

const said = ({ code, message }: Refused) => ({ code, message: message ?? ERROR_CODES[code].message });

const because = (refusal: { code: ErrorCode; why: Refusal } | null): Refused | null =>
  refusal && { code: refusal.code, message: refusal.why.refused };

const resultOf = (id: number, decided: Decided | undefined): BulkResult => {
  if (!decided) return { id, userName: null, ok: false, ...said({ code: 'NOT_FOUND' }) };
  const { user, refused } = decided;
  return {
    id,
    userName: user.userName,
    ok: refused === null,
    ...(refused ? said(refused) : { code: null, message: null }),
  };
};

const idsOf = (changed: readonly { before: StoredUser }[]) => changed.map(({ before }) => before.adminUserId);
