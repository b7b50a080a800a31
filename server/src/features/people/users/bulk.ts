import {
  BULK_BATCH,
  BULK_PERMISSIONS,
  type BulkRequest,
  type BulkResult,
  type BulkStep,
  MAX_BULK,
  MAX_BULK_AT_ONCE,
} from '../../../../../shared/contracts/bulk';
import { ERROR_CODES, type ErrorCode } from '../../../../../shared/error-codes';
import type { Refusal } from '../../../../../shared/refusals';
import { assertFreshProofOfSession } from '../../../access/fresh-proof';
import { alreadySo } from '../../../domain/already';
import { isNativeActive } from '../../../domain/status';
import { type Transition, transition } from '../../../domain/transitions';
import { inOneEntry } from '../../activity/log/one-entry';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inChunks } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { addRole, deleteNative, endSessionsOfMany, setActive } from '../../../platform/native';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { diff } from './changes';
import type { Guards } from './guards';
import { endOpenSteps, endsOpenSteps, isShutOut } from './shut-out';
import { ACTION_NAMES, GIVE_TRIES, RESTRICTIONS } from './transition-names';
import type { UserStore } from './store';
import type { StoredUser } from './user-row';

type Refused = { code: ErrorCode; message?: string };
type Decided = { user: StoredUser; refused: Refused | null };

/** One action on many users: each is checked and changed as the action on one of them would. */
export const createBulk = (strapi: Strapi, store: UserStore, guards: Guards) => {
  const roles = () => getService(strapi, 'roles');
  const log = () => getService(strapi, 'log');

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
    users: readonly StoredUser[],
    step: Transition,
    { reason }: BulkStep,
    actor: Actor,
  ): Promise<Decided[]> => {
    const now = clock.now();
    const ask = await guards.askOfMany(users, actor);
    const refusalOfSeat =
      step.action === 'enable' ? await getService(strapi, 'licences').enabling(actor) : null;
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
    await log().recordChanges(
      done.map(({ user, changes }) => ({
        about: { kind: 'user' as const, id: user.id, name: user.userName },
        action: ACTION_NAMES[step.action],
        changes: diff(user, changes),
        text: reason || null,
        actor,
      })),
    );
    if (step.action === 'lock' && done.length > 0)
      getService(strapi, 'notices').locked(
        done.map(({ user }) => user.id),
        { isAutomatic: false, until: null },
      );
    return decided;
  };

  const assignRole = async (users: readonly StoredUser[], role: number, actor: Actor): Promise<Decided[]> => {
    const ask = await guards.askOfMany(users, actor, [role]);
    const held = await roles().rolesOf(users.map(({ adminUserId }) => adminUserId));
    const refusalOfLicence = await getService(strapi, 'licences').refusalOfRole(role);
    const [given] = await roles().findMany([role]);
    const decided = users.map((user) => {
      const roleIds = [...(held.get(user.adminUserId) ?? []).map(({ id }) => id), role];
      const code =
        ask.mayManage(user) ??
        (given?.userTypes.includes(user.type) ? null : 'ROLE_NOT_FOR_TYPE') ??
        ask.mayHold(roleIds);
      return { user, refused: code ? { code } : because(refusalOfLicence(user)) };
    });
    const granted = decided.filter(({ refused }) => refused === null).map(({ user }) => user.id);
    await getService(strapi, 'roleGroups').makeDirect(granted, role);
    const without = decided.filter(
      ({ user, refused }) =>
        refused === null && !(held.get(user.adminUserId) ?? []).some(({ id }) => id === role),
    );
    if (without.length > 0) {
      const adminUserIds = without.map(({ user }) => user.adminUserId);
      await addRole(strapi, adminUserIds, role);
      await getService(strapi, 'directory').sync(adminUserIds, actor);
    }
    return decided;
  };

  const remove = async (
    users: readonly StoredUser[],
    { reason }: BulkStep,
    actor: Actor,
  ): Promise<Decided[]> => {
    const ask = await guards.askOfMany(users, actor);
    const decided = users.map((user) => {
      const code = ask.mayManage(user) ?? ask.mayShutOut(user);
      return { user, refused: code && { code } };
    });
    const gone = decided.filter(({ refused }) => refused === null).map(({ user }) => user);
    await log().recordChanges(
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
  const assertMayBulk = async ({ action, role }: BulkStep, actor: Actor) => {
    if (!actor.can(BULK_PERMISSIONS[action])) throw new GatehouseError('NOT_PERMITTED');
    if (role !== undefined) await roles().assertMayGrant([role], actor);
    if (action === 'delete') await assertFreshProofOfSession(strapi);
  };

  /** All or nothing of what may be done; a result for each id, in their order. */
  const changeMany = (ids: readonly number[], step: BulkStep, actor: Actor): Promise<BulkResult[]> =>
    inOneEntry(strapi, async () => {
      const to = toTransition(step);
      if (to?.action === 'enable' || step.role !== undefined) await getService(strapi, 'licences').hold();
      if (to === null || RESTRICTIONS.has(to.action)) await roles().holdSuperAdmins();
      const all = await store.findManyForUpdate(ids);
      const { maySee } = await getService(strapi, 'reach').ask(all, actor);
      // Whoever is beyond reach is not there.
      const users = all.filter(maySee);
      const decided = to
        ? await applyTransition(users, to, step, actor)
        : step.role !== undefined
          ? await assignRole(users, step.role, actor)
          : await remove(users, step, actor);
      const byId = new Map(decided.map((one) => [one.user.id, one]));
      return ids.map((id) => resultOf(id, byId.get(id)));
    });

  return {
    assertMayBulk,
    changeMany,
    /** The results of users who were in a batch that was undone. */
    batchFailed,

    /** Up to so many users are answered at once; more, or all who match, become a job. */
    async bulk({ ids, filters, _q, ...step }: BulkRequest, actor: Actor) {
      await assertMayBulk(step, actor);
      if (ids && ids.length <= MAX_BULK_AT_ONCE) {
        const results: BulkResult[] = [];
        for (const batch of inChunks([...new Set(ids)], BULK_BATCH))
          results.push(...(await changeOrReport(batch, step, actor)));
        return { data: results };
      }
      const chosen = ids
        ? [...new Set(ids)]
        : await store.findIds(
            { q: _q, ...filters, reach: await getService(strapi, 'reach').of(actor) },
            MAX_BULK + 1,
            clock.now(),
          );
      // Some of them without a word would be worse than none.
      if (chosen.length > MAX_BULK) throw new GatehouseError('TOO_MANY_USERS');
      return { status: 202, data: { job: await getService(strapi, 'jobs').start(chosen, step, actor) } };
    },
  };

  /** A batch that fails is undone and reported; the others are not its matter. */
  async function changeOrReport(batch: readonly number[], step: BulkStep, actor: Actor) {
    try {
      return await changeMany(batch, step, actor);
    } catch (error) {
      strapi.log.error(`[gatehouse] ${step.action} of ${batch.length} users failed`, error);
      return batchFailed(batch);
    }
  }
};

const batchFailed = (ids: readonly number[]): BulkResult[] =>
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
