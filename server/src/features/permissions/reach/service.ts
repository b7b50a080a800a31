import type { ErrorCode } from '../../../../../shared/error-codes';
import { isWithin } from '../../../domain/account-path';
import type { Actor } from '../../../platform/actor';
import { GatehouseError } from '../../../platform/errors';
import type { Reach } from './reach';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

type Someone = { id: number; adminUserId: number };
/** What may be asked of some users whose facts were read together. */
type Asked = {
  maySee: (user: Someone) => boolean;
  /** Why the user may not be managed; null: nothing is against it. */
  refusal: (user: Someone) => ErrorCode | null;
  /** The same of the roles that the user is to have. */
  refusalOfRoles: (roleIds: readonly number[]) => ErrorCode | null;
};

const EVERYWHERE: Asked = { maySee: () => true, refusal: () => null, refusalOfRoles: () => null };

/**
 * Who holds a role that is marked `ownAccountsOnly` is limited: to users who belong to an account that they administer,
 * or to one below. Super admins never are. Read from the database each time: what was taken away holds at once, and
 * what Strapi has loaded of a token's owner makes no difference.
 */
export const reachService = ({ strapi }: { strapi: Strapi }) => {
  const roles = () => getService(strapi, 'roles');
  const users = () => getService(strapi, 'users');

  const of = async ({ isSuperAdmin, adminUserId }: Actor): Promise<Reach | null> => {
    if (isSuperAdmin) return null;
    // Nobody who is signed in reaches nobody.
    if (adminUserId === null) return { userId: 0, accountIds: [] };
    const limiting = await roles().limiting();
    if (limiting.length === 0) return null;
    const held = (await roles().rolesOf([adminUserId])).get(adminUserId) ?? [];
    if (!held.some(({ id }) => limiting.includes(id))) return null;
    const [entry] = await users().entriesOf([adminUserId]);
    if (!entry) return { userId: 0, accountIds: [] };
    const memberships = await getService(strapi, 'accounts').membershipsOf([entry.id]);
    return {
      userId: entry.id,
      accountIds: memberships.filter(({ role }) => role === 'admin').map(({ accountId }) => accountId),
    };
  };

  /**
   * Free is who holds nothing that limits and something that concerns other users: they reach further than anybody who
   * is limited, who could take their place if they managed them.
   */
  const freedomOf = async (roleIds: readonly number[]) => {
    const limiting = new Set(await roles().limiting());
    const concerning = await roles().concerningOthersAmong([...new Set(roleIds)]);
    return (ids: readonly number[]) =>
      ids.some((id) => concerning.has(id)) && !ids.some((id) => limiting.has(id));
  };

  return {
    of,

    /** `roleIds`: those that they are to be given. */
    async ask(asked: readonly Someone[], actor: Actor, roleIds: readonly number[] = []): Promise<Asked> {
      const reach = await of(actor);
      if (!reach) return EVERYWHERE;
      const paths = new Map<number, string[]>();
      for (const { userId, path } of await getService(strapi, 'accounts').membershipsOf(
        asked.map(({ id }) => id),
      ))
        paths.set(userId, [...(paths.get(userId) ?? []), path]);
      const held = await roles().rolesOf(asked.map(({ adminUserId }) => adminUserId));
      const rolesOf = ({ adminUserId }: Someone) => (held.get(adminUserId) ?? []).map(({ id }) => id);
      const isFree = await freedomOf([...asked.flatMap(rolesOf), ...roleIds]);
      const isReached = (path: string) => isWithin(path, reach.accountIds);
      const maySee = ({ id }: Someone) => id === reach.userId || (paths.get(id) ?? []).some(isReached);
      return {
        maySee,
        refusal(user) {
          if (!maySee(user)) return 'NOT_FOUND';
          const own = paths.get(user.id) ?? [];
          return own.length > 0 && own.every(isReached) && !isFree(rolesOf(user)) ? null : 'OUT_OF_REACH';
        },
        refusalOfRoles: (ids) => (isFree(ids) ? 'MORE_THAN_YOU_HOLD' : null),
      };
    },

    /** Refuses roles with which a user would reach further than the actor. */
    async assertMayGive(roleIds: readonly number[], actor: Actor) {
      const code = (await this.ask([], actor, roleIds)).refusalOfRoles(roleIds);
      if (code) throw new GatehouseError(code);
    },

    /** Whether the user is within reach, if there is one of this id. */
    async sees(id: number, actor: Actor) {
      const reach = await of(actor);
      if (!reach || id === reach.userId) return true;
      const memberships = await getService(strapi, 'accounts').membershipsOf([id]);
      return memberships.some(({ path }) => isWithin(path, reach.accountIds));
    },

    /** Nothing is told of users beyond reach, not even that they are there. */
    async assertSees(id: number, actor: Actor) {
      if (!(await this.sees(id, actor))) throw new GatehouseError('NOT_FOUND');
    },

    async assertMayManage(id: number, actor: Actor) {
      const user = await users().find(id);
      const code = user ? (await this.ask([user], actor)).refusal(user) : 'NOT_FOUND';
      if (code) throw new GatehouseError(code);
    },

    /** What concerns everybody is not for who is limited. */
    async assertEverywhere(actor: Actor) {
      if (await of(actor)) throw new GatehouseError('OUT_OF_REACH');
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    reach: ReturnType<typeof reachService>;
  }
}
