/**
 * Holders of a role marked `ownAccountsOnly` are limited to users who belong to an account that they
 * administer, or to one below. Super admins never are. Loaded from the database each time, so that changes
 * apply at once, whatever Strapi has loaded of a token's owner.
 */

import type { ErrorCode } from '../../../../../shared/error-codes';
import { isWithin } from '../../../domain/account-path';
import type { Actor } from '../../../platform/actor';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { membershipsOf } from '../../people/accounts/member-store';
import { entriesOf, findUser } from '../../people/users/store';
import { rolesConcerningOthers, rolesOf } from '../roles/record';
import { limitingRoles } from '../roles/store';
import type { Scope } from './scope';

type Someone = { id: number; adminUserId: number };
/** Answers about some users, from facts loaded together. */
export type Asked = {
  maySee: (user: Someone) => boolean;
  /** Why the user may not be managed; null: they may. */
  refusal: (user: Someone) => ErrorCode | null;
  /** The same for the roles that the user is to have. */
  refusalOfRoles: (roleIds: readonly number[]) => ErrorCode | null;
};

const EVERYWHERE: Asked = { maySee: () => true, refusal: () => null, refusalOfRoles: () => null };

export const scopeOf = async (
  strapi: Strapi,
  { isSuperAdmin, adminUserId }: Actor,
): Promise<Scope | null> => {
  if (isSuperAdmin) return null;
  // Without a signed-in user, the scope is empty.
  if (adminUserId === null) return { userId: 0, accountIds: [] };
  const limiting = await limitingRoles(strapi);
  if (limiting.length === 0) return null;
  const held = (await rolesOf(strapi, [adminUserId])).get(adminUserId) ?? [];
  if (!held.some(({ id }) => limiting.includes(id))) return null;
  const [entry] = await entriesOf(strapi, [adminUserId]);
  if (!entry) return { userId: 0, accountIds: [] };
  const memberships = await membershipsOf(strapi, [entry.id]);
  return {
    userId: entry.id,
    accountIds: memberships.filter(({ role }) => role === 'admin').map(({ accountId }) => accountId),
  };
};

/**
 * Users are free if they hold a role that concerns other users and none that limits: their scope is wider
 * than any limited actor's, who could take their place by managing them.
 */
const freedomOf = async (strapi: Strapi, roleIds: readonly number[]) => {
  const limiting = new Set(await limitingRoles(strapi));
  const concerning = await rolesConcerningOthers(strapi, [...new Set(roleIds)]);
  return (ids: readonly number[]) =>
    ids.some((id) => concerning.has(id)) && !ids.some((id) => limiting.has(id));
};

/** `roleIds`: roles that the users are to be given. */
export const askScope = async (
  strapi: Strapi,
  asked: readonly Someone[],
  actor: Actor,
  roleIds: readonly number[] = [],
): Promise<Asked> => {
  const scope = await scopeOf(strapi, actor);
  if (!scope) return EVERYWHERE;
  const paths = new Map<number, string[]>();
  for (const { userId, path } of await membershipsOf(
    strapi,
    asked.map(({ id }) => id),
  ))
    paths.set(userId, [...(paths.get(userId) ?? []), path]);
  const held = await rolesOf(
    strapi,
    asked.map(({ adminUserId }) => adminUserId),
  );
  const heldBy = ({ adminUserId }: Someone) => (held.get(adminUserId) ?? []).map(({ id }) => id);
  const isFree = await freedomOf(strapi, [...asked.flatMap(heldBy), ...roleIds]);
  const isInScope = (path: string) => isWithin(path, scope.accountIds);
  const maySee = ({ id }: Someone) => id === scope.userId || (paths.get(id) ?? []).some(isInScope);
  return {
    maySee,
    refusal(user) {
      if (!maySee(user)) return 'NOT_FOUND';
      const own = paths.get(user.id) ?? [];
      return own.length > 0 && own.every(isInScope) && !isFree(heldBy(user)) ? null : 'OUT_OF_REACH';
    },
    refusalOfRoles: (ids) => (isFree(ids) ? 'MORE_THAN_YOU_HOLD' : null),
  };
};

/** Throws where the roles would give a user a wider scope than the actor's. */
export const assertGivesNoWiderScope = async (strapi: Strapi, roleIds: readonly number[], actor: Actor) => {
  const code = (await askScope(strapi, [], actor, roleIds)).refusalOfRoles(roleIds);
  if (code) throw new GatehouseError(code);
};

/** Whether the user is in the actor's scope; not whether they exist. */
export const seesUser = async (strapi: Strapi, id: number, actor: Actor) => {
  const scope = await scopeOf(strapi, actor);
  if (!scope || id === scope.userId) return true;
  const memberships = await membershipsOf(strapi, [id]);
  return memberships.some(({ path }) => isWithin(path, scope.accountIds));
};

/** Users outside the actor's scope are not found: not even that they exist is revealed. */
export const assertSeesUser = async (strapi: Strapi, id: number, actor: Actor) => {
  if (!(await seesUser(strapi, id, actor))) throw new GatehouseError('NOT_FOUND');
};

export const assertInScope = async (strapi: Strapi, id: number, actor: Actor) => {
  const user = await findUser(strapi, id);
  const code = user ? (await askScope(strapi, [user], actor)).refusal(user) : 'NOT_FOUND';
  if (code) throw new GatehouseError(code);
};

/** What concerns everybody is only for actors without a limited scope. */
export const assertScopeIsUnlimited = async (strapi: Strapi, actor: Actor) => {
  if (await scopeOf(strapi, actor)) throw new GatehouseError('OUT_OF_REACH');
};
