/** One action on many users, each checked and changed as by the action on a single user. */

import type { BulkResult, BulkStep } from '../../../../../../shared/contracts/bulk';
import { ERROR_CODES } from '../../../../../../shared/error-codes';
import { factsOfAction, USER_ACTIONS } from '../../../../../../shared/users/actions';
import { assertSteppedUp } from '../../../../access/step-up';
import type { Transition } from '../../../../domain/transitions';
import type { Actor } from '../../../../platform/actor';
import { GatehouseError } from '../../../../platform/errors';
import { addRole } from '../../../../platform/native';
import type { Strapi } from '../../../../platform/strapi';
import { inOneEntry } from '../../../activity/log/record';
import { licenceRefusalOfRole } from '../../../permissions/licences/holding';
import { askScope } from '../../../permissions/scope/record';
import { makeRolesDirect } from '../../../permissions/role-groups/store';
import { assertHoldsRoles } from '../../../permissions/roles/guards';
import { isAnyRolePrivileged, rolesOf } from '../../../permissions/roles/record';
import { findRoles } from '../../../permissions/roles/store';
import { syncUsers } from '../../directory/sync';
import { guardManaging } from '../guards';
import type { StoredUser } from '../user-row';
import { actOnUsers, decideToAct, holdUsersFor } from './act';
import { type Decided, doneIn, type Foreseen, type Refused } from './decided';
import { decideToDelete, deleteUsers } from './delete';

type Changing = Exclude<BulkStep['action'], 'delete' | 'assign-role'>;

const bulkTransition = (action: Changing, { reason, until }: BulkStep): Transition => {
  switch (action) {
    case 'lock':
      return { action, reason: reason || null };
    case 'suspend':
      return { action, until: until ? new Date(until) : null };
    default:
      return { action };
  }
};

const decideToAssign = async (strapi: Strapi, users: readonly StoredUser[], role: number, actor: Actor) => {
  const asked = await askScope(strapi, users, actor, [role]);
  const refusalOfManaging = await guardManaging(strapi, users, actor, asked);
  const held = await rolesOf(
    strapi,
    users.map(({ adminUserId }) => adminUserId),
  );
  const refusalOfLicence = await licenceRefusalOfRole(strapi, role);
  const [roleToGive] = await findRoles(strapi, [role]);
  const rolesHeldBy = ({ adminUserId }: StoredUser) => (held.get(adminUserId) ?? []).map(({ id }) => id);
  const decided = users.map((user): Decided => {
    const roleIds = [...rolesHeldBy(user), role];
    const code =
      refusalOfManaging(user) ??
      (roleToGive?.userTypes.includes(user.type) ? null : 'ROLE_NOT_FOR_TYPE') ??
      asked.refusalOfRoles(roleIds);
    return { user, refused: code ? { code } : refusalOfLicence(user) };
  });
  return { decided, isHolder: (user: StoredUser) => rolesHeldBy(user).includes(role) };
};

const assignRole = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  role: number,
  actor: Actor,
): Promise<Decided[]> => {
  const { decided, isHolder } = await decideToAssign(strapi, users, role, actor);
  const granted = doneIn(decided);
  await makeRolesDirect(
    strapi,
    granted.map(({ user }) => user.id),
    role,
  );
  const without = granted.filter(({ user }) => !isHolder(user));
  if (without.length > 0) {
    const adminUserIds = without.map(({ user }) => user.adminUserId);
    await addRole(strapi, adminUserIds, role);
    await syncUsers(strapi, adminUserIds, actor);
  }
  return decided;
};

/** Checks what is the same for all users: the permission, and the role to be given. */
export const assertMayPreview = async (strapi: Strapi, { action, role }: BulkStep, actor: Actor) => {
  if (!actor.can(USER_ACTIONS[action].permission)) throw new GatehouseError('NOT_PERMITTED');
  if (role !== undefined) await assertHoldsRoles(strapi, [role], actor);
};

/** The same, and step-up where due. */
export const assertMayBulk = async (strapi: Strapi, step: BulkStep, actor: Actor) => {
  await assertMayPreview(strapi, step, actor);
  const { action, role } = step;
  const givesPrivilege = role !== undefined && (await isAnyRolePrivileged(strapi, [role]));
  if (givesPrivilege || action === 'delete' || factsOfAction(action).asksProof) await assertSteppedUp(strapi);
};

/** What the change of these users would be refused to whom, and why. Changes nothing. */
export const decideMany = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  step: BulkStep,
  actor: Actor,
  foreseen: Foreseen,
): Promise<Decided[]> => {
  const { action, role } = step;
  switch (action) {
    case 'delete':
      return decideToDelete(strapi, users, actor, foreseen);
    case 'assign-role':
      return (await decideToAssign(strapi, users, role as number, actor)).decided;
    default:
      return decideToAct(strapi, users, bulkTransition(action, step), actor, foreseen);
  }
};

const changeHeld = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  step: BulkStep,
  actor: Actor,
): Promise<Decided[]> => {
  const reason = step.reason || null;
  const { action, role } = step;
  switch (action) {
    case 'delete':
      return deleteUsers(strapi, users, actor, reason);
    case 'assign-role':
      if (role === undefined) throw new Error('Which role is to be assigned was not said');
      return assignRole(strapi, users, role, actor);
    default:
      return actOnUsers(strapi, users, bulkTransition(action, step), actor, { reason });
  }
};

/** Makes all permitted changes or none; returns a result for each id, in their order. */
export const changeUsers = (
  strapi: Strapi,
  ids: readonly number[],
  step: BulkStep,
  actor: Actor,
): Promise<BulkResult[]> =>
  inOneEntry(strapi, async () => {
    const all = await holdUsersFor(strapi, ids, step.action);
    const { maySee } = await askScope(strapi, all, actor);
    // Users outside the actor's scope count as not found.
    const decided = await changeHeld(strapi, all.filter(maySee), step, actor);
    const byId = new Map(decided.map((one) => [one.user.id, one]));
    return ids.map((id) => resultOf(id, byId.get(id)));
  });

export const batchFailed = (ids: readonly number[]): BulkResult[] =>
  ids.map((id) => ({ id, userName: null, ok: false, ...toFailure({ code: 'BATCH_FAILED' }) }));

const toFailure = ({ code, why }: Refused) => ({ code, message: why?.refused ?? ERROR_CODES[code].message });

const resultOf = (id: number, decided: Decided | undefined): BulkResult => {
  if (!decided) return { id, userName: null, ok: false, ...toFailure({ code: 'NOT_FOUND' }) };
  const { user, refused } = decided;
  const failure = refused ? toFailure(refused) : { code: null, message: null };
  return { id, userName: user.userName, ok: refused === null, ...failure };
};
