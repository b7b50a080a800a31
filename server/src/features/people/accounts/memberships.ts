import type { z } from 'zod';

import type { AccountRole } from '../../../../../shared/constants';
import type { Membership, NewMembership, setUserAccounts } from '../../../../../shared/contracts/accounts';
import { isWithin } from '../../../domain/account-path';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { createMemberStore, StoredMembership } from './member-store';
import type { createAccountStore } from './store';

type Change = z.output<typeof setUserAccounts.body>;
type Given = { account: number; role: AccountRole };

/** As the log keeps them. */
const inWords = (memberships: readonly { name: string; role: AccountRole }[]) =>
  memberships.map(({ name, role }) => `${name}: ${role}`).sort();

const describe = ({ accountId, name, role }: StoredMembership): Membership => ({
  account: { id: accountId, name },
  role,
});

/** Who belongs to which account. */
export const createMemberships = (
  strapi: Strapi,
  accounts: ReturnType<typeof createAccountStore>,
  members: ReturnType<typeof createMemberStore>,
) => {
  const reachOf = (actor: Actor) => getService(strapi, 'reach').of(actor);

  /** Those that the actor sees, and may change: of themself all. */
  const seen = async (userId: number, actor: Actor) => {
    const all = await members.of([userId]);
    const reach = await reachOf(actor);
    return reach && reach.userId !== userId
      ? all.filter(({ path }) => isWithin(path, reach.accountIds))
      : all;
  };

  /** They are there and stay there until the transaction ends, and all are within reach. */
  const hold = async (given: readonly { account: number }[], actor: Actor) => {
    const held = await accounts.holdMany(given.map(({ account }) => account));
    const reach = await reachOf(actor);
    const known = held.filter(({ path }) => !reach || isWithin(path, reach.accountIds));
    // One that is beyond reach is not there.
    if (known.length < given.length) throw fieldError('UNKNOWN_ACCOUNT', 'accounts');
    return new Map(known.map(({ id, name }) => [id, name]));
  };

  const insert = (userId: number, given: readonly Given[]) =>
    members.insert(
      userId,
      given.map(({ account, role }) => ({ accountId: account, role })),
      clock.now(),
    );

  const listOf = async (userId: number, actor: Actor) => {
    if (!(await getService(strapi, 'users').find(userId))) throw new GatehouseError('NOT_FOUND');
    return { data: (await seen(userId, actor)).map(describe) };
  };

  return {
    membershipsOf: (userIds: readonly number[]) => members.of(userIds),

    listOf,

    /** Before a user is made: whether somebody may place them there. */
    async assertMayPlace(given: readonly NewMembership[] | undefined, actor: Actor) {
      if (given?.length && !actor.can('accounts.assign')) throw new GatehouseError('NOT_PERMITTED');
      if (!given?.length && (await reachOf(actor))) throw fieldError('ACCOUNT_NEEDED', 'accounts');
      if (given) await hold(given, actor);
    },

    /** In the transaction that makes the user. Answers what the log says of it. */
    async place(userId: number, given: readonly NewMembership[] | undefined, actor: Actor) {
      if (!given?.length) return undefined;
      const names = await hold(given, actor);
      const { invitations } = await getService(strapi, 'policy').current();
      const placed = given.map(({ account, role = invitations.accountRole }) => ({ account, role }));
      await insert(userId, placed);
      return inWords(placed.map(({ account, role }) => ({ name: names.get(account) ?? '', role })));
    },

    /**
     * Puts the list in the place of what the actor sees of the present one. Of a user who belongs to accounts beyond
     * their reach too, who is limited changes the rest.
     */
    setOf: (userId: number, { accounts: given }: Change, actor: Actor) =>
      inTransaction(strapi, async () => {
        const user = await getService(strapi, 'users').holdToPlace(userId, actor);
        const names = await hold(given, actor);
        const before = await seen(userId, actor);
        // Nobody who is limited widens or loses their own reach.
        if (user.adminUserId === actor.adminUserId && (await reachOf(actor)))
          throw new GatehouseError('OWN_USER');
        const isSame = (one: Given, { accountId, role }: StoredMembership) =>
          one.account === accountId && one.role === role;
        const gone = before.filter((one) => !given.some((other) => isSame(other, one)));
        const fresh = given.filter((one) => !before.some((other) => isSame(one, other)));
        if (gone.length > 0)
          await members.remove(
            userId,
            gone.map(({ accountId }) => accountId),
          );
        await insert(userId, fresh);
        if (gone.length + fresh.length > 0)
          await getService(strapi, 'log').recordChange({
            about: { kind: 'user', id: userId, name: user.userName },
            action: 'accounts-changed',
            changes: {
              accounts: {
                before: inWords(before),
                after: inWords(given.map(({ account, role }) => ({ name: names.get(account) ?? '', role }))),
              },
            },
            actor,
          });
        return listOf(userId, actor);
      }),

    removeOf: (userIds: readonly number[]) => members.removeOf(userIds),
  };
};
