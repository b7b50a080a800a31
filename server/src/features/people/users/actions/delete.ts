import { USER_ACTIONS } from '../../../../../../shared/users/actions';
import { assertSteppedUp } from '../../../../access/step-up';
import type { Actor } from '../../../../platform/actor';
import { inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import { deleteNative } from '../../../../platform/native';
import type { Strapi } from '../../../../platform/strapi';
import { recordChanges } from '../../../activity/log/record';
import { isAnyUserPrivileged, guardManaging, guardShutOut } from '../guards';
import { getUser } from '../queries';
import type { StoredUser } from '../user-row';
import { holdUsersFor } from './act';
import { type Decided, doneIn, type Foreseen } from './decided';

export const decideToDelete = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  actor: Actor,
  foreseen?: Foreseen,
): Promise<Decided[]> => {
  const refusalOfManaging = await guardManaging(strapi, users, actor);
  const refusalOfShutOut = await guardShutOut(strapi, users, actor, foreseen?.gone);
  return users.map((user) => {
    const code = refusalOfManaging(user) ?? refusalOfShutOut(user);
    return { user, refused: code && { code } };
  });
};

/** Deletes the users that may be deleted, in the caller's transaction, which has locked their rows. */
export const deleteUsers = async (
  strapi: Strapi,
  users: readonly StoredUser[],
  actor: Actor,
  reason: string | null = null,
): Promise<Decided[]> => {
  const decided = await decideToDelete(strapi, users, actor);
  await remove(strapi, decided, actor, reason);
  return decided;
};

const remove = async (
  strapi: Strapi,
  decided: readonly Decided[],
  actor: Actor,
  reason: string | null = null,
) => {
  const gone = doneIn(decided).map(({ user }) => user);
  await recordChanges(
    strapi,
    gone.map(({ id, userName }) => ({
      about: { kind: 'user', id, name: userName },
      action: USER_ACTIONS.delete.log,
      changes: null,
      text: reason,
      actor,
    })),
  );
  await deleteNative(
    strapi,
    gone.map(({ adminUserId }) => adminUserId),
  );
};

/** Returns the user as they were. */
export const deleteUser = (strapi: Strapi, id: number, actor: Actor) =>
  inTransaction(strapi, async () => {
    const users = await holdUsersFor(strapi, [id], 'delete');
    const [decided] = await decideToDelete(strapi, users, actor);
    if (!decided) throw new GatehouseError('NOT_FOUND');
    if (decided.refused) throw new GatehouseError(decided.refused.code);
    if (await isAnyUserPrivileged(strapi, users)) await assertSteppedUp(strapi);
    const described = await getUser(strapi, id);
    await remove(strapi, [decided], actor);
    return described;
  });
